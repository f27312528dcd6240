import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** Where the files are that another machine needs: the bridge program, and the addon for its processor (`s390x`). */
export interface ParcelFiles {
  readonly version: string;
  readonly bridge: string;
  addon(architecture: string): string;
}

/** What a machine says of itself (`uname -s`, `uname -m`) -> what Node.js calls its processor: those with a prebuilt addon. */
const MACHINES: Readonly<Record<string, string>> = {
  'Linux-x86_64': 'x64',
  'Linux-aarch64': 'arm64',
  'Linux-s390x': 's390x',
};

/** What is copied to a machine: `bridge.mjs` and `zpci.node`, and the SHA-256 over both, one after the other. */
export interface Parcel {
  readonly hash: string;
  readonly bridge: Uint8Array;
  readonly addon: Uint8Array;
}

/** The parcels that can be sent. */
export interface Parcels {
  readonly version: string;
  /** By `uname -s`-`uname -m`. */
  readonly byMachine: ReadonlyMap<string, Parcel>;
}

/** Reads what can be sent. Throws `broken-installation` when there is nothing. */
export async function packParcels(files: ParcelFiles | undefined): Promise<Parcels> {
  const byMachine = new Map<string, Parcel>();
  const bridge = files && (await bytesOf(files.bridge));
  for (const [machine, architecture] of Object.entries(MACHINES)) {
    const addon = files && (await bytesOf(files.addon(architecture)));
    if (bridge && addon) byMachine.set(machine, { hash: hashOf(bridge, addon), bridge, addon });
  }
  if (files && byMachine.size > 0) return { version: files.version, byMachine };
  throw new WorkbenchError({
    code: 'broken-installation',
    message:
      'zPCI Workbench is incomplete: the bridge program or its prebuilt addons are missing, so nothing can run on another machine.',
    next: 'Install it again, or build it: npm run build',
    details: { missing: files?.bridge },
  });
}

const bytesOf = (path: string): Promise<Uint8Array | undefined> => readFile(path).catch(() => undefined);

/** The bytes that `receiver` takes: two lengths, 4 bytes big-endian each, and the two files. */
export function parcelBytes({ bridge, addon }: Parcel): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bridge.length, 0);
  head.writeUInt32BE(addon.length, 4);
  return Buffer.concat([head, bridge, addon]);
}

function hashOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
