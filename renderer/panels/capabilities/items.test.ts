import { describe, expect, it } from 'vitest';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { treeIndex } from '../../widgets/tree-view/tree-keys.ts';
import { copyChoices } from './copy-choices.ts';
import { firstField, firstOpen, type Item, itemsOf, pathOf } from './items.ts';

/** Device info with a capability chain that ends in a loop. */
const LOOP =
  '00000080000000830000000900000005000000180000000000010002000000180000000100000000000000013fffffff00000000000000ff8002000000000000';

const snapshot: Snapshot = {
  address: 'sim:ism',
  title: 'A function',
  kind: 'sim',
  takenAt: 0n,
  byteOrder: 'be',
  modelled: true,
  host: {},
  attributes: { function_id: Uint8Array.from('0x1234\n', (character) => character.charCodeAt(0)) },
  deviceInfo: parseHex(LOOP)!,
  regions: [{ index: 8, errno: 22 }],
  irqs: [],
  paths: [],
  calls: [],
};

const items = itemsOf(snapshot, true);
const all = [...treeIndex<Item>(items).values()].map(({ item }) => item);
const named = (name: string) => all.find((item) => item.name === name);

describe('lines of the capability tree', () => {
  it('have one id each', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
  it('carry the diagnostic where it points', () => {
    expect(named('zpci-base')?.diagnostics.map(({ code }) => code)).toContain('loop');
    expect(items[0]?.text).toContain('2 findings');
  });
  it('tell what the kernel refused', () => {
    expect(named('VGA')?.text).toBe('refused: EINVAL');
  });
  it('offer to read configuration space only where there is a function to ask', () => {
    expect(named('Configuration space')?.offer).toBe('read-config');
    expect(itemsOf(snapshot, false).some(({ offer }) => offer)).toBe(false);
  });
  it('show sysfs identity as text', () => {
    expect(named('function_id')?.text).toBe('0x1234');
  });
  it('open down to the capabilities at first', () => {
    expect(firstOpen(items).has(all.find(({ name }) => name === 'zpci-base')!.id)).toBe(true);
  });
  it('select below a heading the first thing with bytes, and nothing where there is none', () => {
    expect(firstField(named('Identity (sysfs)')!)).toMatchObject({ structure: 'attribute/function_id' });
    expect(firstField(named('start_dma')!)).toMatchObject({
      structure: 'device-info',
      node: named('start_dma')!.node!.id,
    });
    expect(firstField(named('Regions')!)).toBeUndefined();
  });
  it('tell the ways a store block can take, and why one is absent', () => {
    const way = { consequence: 'Failed stores are silent.', present: true } as const;
    const paths: Snapshot['paths'] = [
      { ...way, path: 'vfio-bar', title: 'vfio-pci BAR' },
      { ...way, path: 'zpci-io', title: 'zPCI I/O region', present: false, reason: 'The driver offers none.' },
    ];
    const heading = itemsOf({ ...snapshot, paths }, true).find(({ id }) => id === 'path');
    expect(heading?.text).toBe('1 of 2');
    expect(heading?.children?.map(({ text }) => text)).toEqual([
      'Failed stores are silent.',
      'absent: The driver offers none.',
    ]);
  });
  it('can be copied as value, bytes and path', () => {
    const line = named('start_dma')!;
    const texts = copyChoices(items, line, snapshot).map(({ text }) => text());
    expect(texts.slice(0, 2)).toEqual(['0x100000000', '0000000100000000']);
    expect(texts[2]).toContain('zpci-base › start_dma');
    expect(pathOf(items, 'nothing')).toEqual([]);
  });
});
