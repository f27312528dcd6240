import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionFolder, type HostFiles } from '../host-files.ts';
import { type Parts, partsOf } from './parts.ts';

/**
 * What this host uses a function for, in sentences without end: `nvme0n1p1 is mounted at /`. A function with a use is never taken away
 * from its driver. `sshInterface` is the interface that an ssh connection comes in by.
 */
export async function usesOf(host: HostFiles, bdf: string, sshInterface?: string): Promise<string[]> {
  const parts = await partsOf(host, bdf);
  const uses = await Promise.all([
    diskUses(host, parts),
    interfaceUses(host, parts, sshInterface),
    virtualFunctions(host, bdf),
  ]);
  return uses.flat();
}

async function diskUses(host: HostFiles, { disks }: Parts): Promise<string[]> {
  if (disks.length === 0) return [];
  const [mounts, swaps, pools] = await Promise.all([
    text(join(host.proc, 'self/mountinfo')).then(parseMounts),
    text(join(host.proc, 'swaps')),
    btrfsMembers(host),
  ]);
  const each = disks.map(async ({ name, number }) => {
    const mounted = mounts.filter((mount) => mount.number === number || mount.source === `/dev/${name}`);
    const holders = await names(join(host.sys, 'class/block', name, 'holders'));
    return [
      ...mounted.map(({ at }) => `${name} is mounted at ${at}`),
      ...holders.map((holder) => `${name} is part of ${holder}`),
      ...(pools.includes(name) ? [`${name} is part of a btrfs file system`] : []),
      ...(new RegExp(`^/dev/${name}\\s`, 'm').test(swaps) ? [`${name} is swap space`] : []),
    ];
  });
  return (await Promise.all(each)).flat();
}

interface Mount {
  readonly number: string;
  readonly at: string;
  readonly source: string;
}

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`: see proc_pid_mountinfo(5). */
const parseMounts = (mountinfo: string): Mount[] =>
  mountinfo.split('\n').flatMap((line) => {
    const [, , number = '', , at = ''] = line.split(' ');
    const [, source = ''] = line.split(' - ')[1]?.split(' ') ?? [];
    return number ? [{ number, at, source }] : [];
  });

async function btrfsMembers(host: HostFiles): Promise<string[]> {
  const folder = join(host.sys, 'fs/btrfs');
  const pools = await names(folder);
  return (await Promise.all(pools.map((pool) => names(join(folder, pool, 'devices'))))).flat();
}

/** IFF_UP of net_device flags. */
const UP = 1;

async function interfaceUses(host: HostFiles, { interfaces }: Parts, sshInterface?: string): Promise<string[]> {
  const routes = await defaultRoutes(host);
  const each = interfaces.map(async (name) => {
    const folder = join(host.sys, 'class/net', name);
    if (name === sshInterface) return [`${name} carries this ssh connection`];
    if (routes.includes(name)) return [`${name} carries the default route`];
    const upper = (await names(folder)).filter((link) => link.startsWith('upper_'));
    if (upper.length > 0) return upper.map((link) => `${name} is part of ${link.slice('upper_'.length)}`);
    const flags = Number(await text(join(folder, 'flags')));
    return flags & UP ? [`${name} is up (take it down: ip link set ${name} down)`] : [];
  });
  return (await Promise.all(each)).flat();
}

/** Interfaces of default routes; destination 0 with mask 0, IPv4 and IPv6. */
async function defaultRoutes(host: HostFiles): Promise<string[]> {
  const [four, six] = await Promise.all([text(join(host.proc, 'net/route')), text(join(host.proc, 'net/ipv6_route'))]);
  const fromFour = four.split('\n').map((line) => line.split('\t'));
  const fromSix = six.split('\n').map((line) => line.split(/\s+/));
  return [
    ...fromFour.flatMap(([name = '', to, , , , , , mask]) => (to === '00000000' && mask === '00000000' ? [name] : [])),
    ...fromSix.flatMap((fields) => (/^0{32}$/.test(fields[0] ?? '') && fields[1] === '00' ? [fields[9] ?? ''] : [])),
  ];
}

async function virtualFunctions(host: HostFiles, bdf: string): Promise<string[]> {
  const count = Number(await text(join(functionFolder(host, bdf), 'sriov_numvfs')));
  return count > 0 ? [`it has ${count} virtual functions`] : [];
}

const text = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const names = (path: string): Promise<string[]> => readdir(path).catch(() => []);
