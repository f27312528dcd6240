import { describe, expect, test } from 'vitest';
import { parseRemote, remoteAddress } from './remote-address.ts';

describe('an address on another machine', () => {
  test.each([
    ['ssh://host', { host: 'host', user: undefined, port: undefined, sudo: false, address: 'ssh://host' }],
    ['ssh://host/', { address: 'ssh://host' }],
    ['ssh://me@lab-1.example.org:2222', { user: 'me', host: 'lab-1.example.org', port: 2222 }],
    ['ssh://root@127.0.0.1:40000?sudo=1', { sudo: true, address: 'ssh://root@127.0.0.1:40000?sudo=1' }],
    ['ssh://[fe80::1%eth0]:22', { host: 'fe80::1%eth0', address: 'ssh://[fe80::1%eth0]:22' }],
  ])('%s is a machine', (address, machine) => {
    const parsed = parseRemote(address);
    expect(parsed.machine).toMatchObject(machine);
    expect(parsed.target).toBeUndefined();
  });

  test.each([
    ['ssh://host/0007:00:00.0', 'vfio:0007:00:00.0', 'ssh://host'],
    ['ssh://u@host:22/0007:00:00.0?sudo=1', 'vfio:0007:00:00.0', 'ssh://u@host:22?sudo=1'],
    ['ssh://host/0007:00:00.0?backend=iommufd', 'vfio:0007:00:00.0?backend=iommufd', 'ssh://host'],
    ['ssh://host/0007:00:00.0?backend=iommufd&sudo=1', 'vfio:0007:00:00.0?backend=iommufd', 'ssh://host?sudo=1'],
    ['ssh://host/sim:ism?seed=1', 'sim:ism?seed=1', 'ssh://host'],
  ])('%s is a function there, and is written the same way again', (address, target, machine) => {
    const parsed = parseRemote(address);
    expect(parsed.target).toBe(target);
    expect(parsed.machine.address).toBe(machine);
    expect(remoteAddress(parsed.machine, target)).toBe(address);
  });

  test.each([
    'ssh:host',
    'ssh://',
    'ssh://-oProxyCommand=x',
    'ssh://-l@host',
    'ssh://host-',
    'ssh://us er@host',
    'ssh://u@h;reboot',
    'ssh://$(id)@host',
    'ssh://host`id`',
    "ssh://host'",
    'ssh://host/../etc',
    'ssh://host/-e',
    'ssh://host/0007:00:00.0;id',
    'ssh://host/0007:00:00.0/x',
    'ssh://host:0',
    'ssh://host:65536',
    'ssh://host:-1',
    'ssh://host?backend=x',
    'ssh://host?sudo=2',
    'ssh://host?sudo=$(id)',
    'ssh://u:password@host',
    'ssh://host\n',
    'ssh://host/0007:00:00.0?a=b\nc',
    `ssh://${'h'.repeat(256)}`,
  ])('%j is refused', (address) => {
    expect(() => parseRemote(address)).toThrow(
      expect.objectContaining({ info: expect.objectContaining({ code: 'bad-address' }) }),
    );
  });
});
