import { describe, expect, test } from 'vitest';
import type { FileEntry, Host } from '../../../electron/contract/app-contract.ts';
import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { entriesOf, type Listed } from './entries.ts';

const target = (change: Partial<TargetSummary> = {}): TargetSummary => ({
  address: 'sim:ism',
  title: 'Simulated ISM function',
  kind: 'sim',
  identity: { Function: '0007:00:00.0', FID: '0x00001234', UID: '' },
  ready: true,
  ...change,
});

const file = (kind: FileEntry['kind'], name: string, modified: bigint): FileEntry => ({
  kind,
  name,
  path: `/folder/${name}`,
  size: 2048,
  modified,
});

const host = (change: Partial<Host> = {}): Host => ({
  address: 'ssh://root@lab1',
  state: 'connected',
  about: {},
  targets: [],
  ...change,
});

const list = (change: Partial<Listed>, open: ReadonlySet<string> = nothingOpen) =>
  entriesOf({ targets: [], files: [], recent: [], hosts: [], ...change }, open).filter(({ adds }) => !adds);

const nothingOpen = new Set<string>();

describe('the target list', () => {
  test('says who a function is, without what nobody knows', () => {
    const [entry] = list({ targets: [target({ driver: 'ism_vfio_pci' })] });
    expect(entry?.detail).toBe('0007:00:00.0 · FID\u00a00x00001234 · ism_vfio_pci');
  });

  test('one that is not ready says why and what mends it', () => {
    const broken = target({ kind: 'vfio', ready: false, reason: 'No driver.', remedy: 'Bind vfio-pci.' });
    expect(list({ targets: [broken] })[0]).toMatchObject({
      group: 'This machine',
      reason: 'No driver.',
      remedy: 'Bind vfio-pci.',
    });
  });

  test('one that a session shows already is open, not unready', () => {
    const [entry] = list({ targets: [target({ ready: false, reason: 'Open elsewhere.' })] }, new Set(['sim:ism']));
    expect(entry).toMatchObject({ open: true });
    expect(entry?.reason).toBeUndefined();
  });

  test('groups come in a fixed order, files newest first', () => {
    const files = [
      file('program', 'p', 9n),
      file('recording', 'old', 1n),
      file('capture', 'c', 5n),
      file('recording', 'new', 2n),
    ];
    const entries = list({ targets: [target()], files });
    expect(entries.map(({ title }) => title)).toEqual(['Simulated ISM function', 'c', 'new', 'old', 'p']);
  });

  test('a capture opens with its scheme, a recording by its path, a program not as a session', () => {
    const [capture, recording, program] = list({
      files: [file('capture', 'c', 1n), file('recording', 'r', 1n), file('program', 'p', 1n)],
    });
    expect(capture?.address).toBe('capture:/folder/c');
    expect(recording?.address).toBe('/folder/r');
    expect(program).toMatchObject({ program: '/folder/p' });
    expect(program?.address).toBeUndefined();
  });

  test('a capture that target list and folder both name is listed once', () => {
    const listed = target({ kind: 'capture', address: 'capture:/folder/c' });
    expect(list({ targets: [listed], files: [file('capture', 'c', 1n)] })).toHaveLength(1);
  });

  test('a file chosen elsewhere stands among the recent ones, in the order they were chosen', () => {
    const recent = [file('recording', 'b', 1n), file('capture', 'a', 9n)];
    const entries = list({ targets: [target({ kind: 'capture', address: 'capture:/folder/a' })], recent });
    expect(entries.map(({ group, title }) => [group, title])).toEqual([
      ['Recent', 'b'],
      ['Recent', 'a'],
    ]);
  });

  test('a capture does not show the date of its file: that says nothing about when it was taken', () => {
    const [capture, recording] = list({ files: [file('capture', 'c', 9n), file('recording', 'r', 1n)] });
    expect(capture?.detail).toBe('2.00\u2009KiB');
    expect(recording?.detail).toContain('1970-01-01');
  });

  test('a machine stands above what it offers, and says how it stands with it', () => {
    const offered = target({ kind: 'vfio', address: 'ssh://root@lab1/0007:00:00.0', title: '0007:00:00.0' });
    const failed = { code: 'no-route', message: 'lab2 does not answer.', next: 'Look whether it is up.' };
    const lines = list({
      hosts: [host({ targets: [offered] }), host({ address: 'ssh://lab2', state: 'failed', error: failed })],
    });
    expect(lines.map(({ group, title }) => [group, title])).toEqual([
      ['Other machines', 'root@lab1'],
      ['Other machines', '0007:00:00.0'],
      ['Other machines', 'lab2'],
    ]);
    expect(lines.map(({ detail }) => detail)).toEqual([
      '1 function',
      '0007:00:00.0 · FID\u00a00x00001234',
      'lab2 does not answer.',
    ]);
    expect(lines[0]?.address).toBeUndefined();
    expect(lines[1]).toMatchObject({ address: offered.address, target: offered });
  });

  test('what a machine is being asked for is told while it takes its time', () => {
    const [line] = list({ hosts: [host({ state: 'connecting', doing: 'Copying the bridge program' })] });
    expect(line?.detail).toBe('Copying the bridge program …');
  });

  test('another machine can always be added', () => {
    const entries = entriesOf({ targets: [], files: [], recent: [], hosts: [] }, nothingOpen);
    expect(entries).toMatchObject([{ group: 'Other machines', adds: 'host' }]);
  });
});
