import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../../electron/contract/app-contract.ts';
import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { entriesOf } from './entries.ts';

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

const nothingOpen = new Set<string>();

describe('the target list', () => {
  test('says who a function is, without what nobody knows', () => {
    const [entry] = entriesOf([target({ driver: 'ism_vfio_pci' })], [], nothingOpen);
    expect(entry?.detail).toBe('0007:00:00.0 · FID\u00a00x00001234 · ism_vfio_pci');
  });

  test('one that is not ready says why and what mends it', () => {
    const broken = target({ kind: 'vfio', ready: false, reason: 'No driver.', remedy: 'Bind vfio-pci.' });
    expect(entriesOf([broken], [], nothingOpen)[0]).toMatchObject({
      group: 'This host',
      reason: 'No driver.',
      remedy: 'Bind vfio-pci.',
    });
  });

  test('one that a session shows already is open, not unready', () => {
    const [entry] = entriesOf([target({ ready: false, reason: 'Open elsewhere.' })], [], new Set(['sim:ism']));
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
    const entries = entriesOf([target()], files, nothingOpen);
    expect(entries.map(({ title }) => title)).toEqual(['Simulated ISM function', 'c', 'new', 'old', 'p']);
  });

  test('a capture opens with its scheme, a recording by its path, a program not as a session', () => {
    const [capture, recording, program] = entriesOf(
      [],
      [file('capture', 'c', 1n), file('recording', 'r', 1n), file('program', 'p', 1n)],
      nothingOpen,
    );
    expect(capture?.address).toBe('capture:/folder/c');
    expect(recording?.address).toBe('/folder/r');
    expect(program).toMatchObject({ program: '/folder/p' });
    expect(program?.address).toBeUndefined();
  });

  test('a capture that target list and folder both name is listed once', () => {
    const listed = target({ kind: 'capture', address: 'capture:/folder/c' });
    expect(entriesOf([listed], [file('capture', 'c', 1n)], nothingOpen)).toHaveLength(1);
  });

  test('a file chosen elsewhere stands among the recent ones, in the order they were chosen', () => {
    const recent = [file('recording', 'b', 1n), file('capture', 'a', 9n)];
    const entries = entriesOf([target({ kind: 'capture', address: 'capture:/folder/a' })], [], nothingOpen, recent);
    expect(entries.map(({ group, title }) => [group, title])).toEqual([
      ['Recent', 'b'],
      ['Recent', 'a'],
    ]);
  });
});
