import { describe, expect, it } from 'vitest';
import type { Selection } from '../../store/selection.ts';
import type { Structure } from '../../store/structures.ts';
import { parseOffset } from './go-to.tsx';
import { cursorNow, litRange, sourceOf } from './sources.ts';

/** Region 2 of a function: index 2, flags READ | WRITE, 16 KiB. */
const region: Structure = {
  id: 'region/2',
  title: 'BAR 2',
  kind: 'region-info',
  bytes: Uint8Array.from([
    0,
    0,
    0,
    32,
    0,
    0,
    0,
    3,
    0,
    0,
    0,
    2,
    ...new Array(10).fill(0),
    0x40,
    0,
    ...new Array(8).fill(0),
  ]),
  byteOrder: 'be',
};
const none: Selection = { kind: 'none' };

describe('bytes on screen', () => {
  it('follow the selection: a field, a region, the bytes of a request', () => {
    const row = { seq: 7, kind: 'pcistb', bytes: 2, data: Uint8Array.of(1, 2) };
    expect(sourceOf({ kind: 'region', index: 2 }, [region], undefined)?.id).toBe('region/2');
    expect(sourceOf({ kind: 'request', seq: 7 }, [region], row as never)).toMatchObject({
      id: 'request/7',
      bytes: row.data,
    });
    expect(sourceOf(none, [region], undefined)?.id).toBe('region/2');
    expect(sourceOf(none, [], undefined)).toBeUndefined();
  });
  it('say when a request has more bytes than are kept', () => {
    const row = { seq: 7, kind: 'pcistb', bytes: 5000, data: new Uint8Array(4096) };
    expect(sourceOf({ kind: 'request', seq: 7 }, [], row as never)?.title).toContain('first 4096 of 5000');
  });
  it('light the selected field', () => {
    const source = sourceOf(none, [region], undefined)!;
    const size = source.tree!.children!.find(({ name }) => name === 'size')!;
    expect(litRange({ kind: 'field', structure: region.id, node: size.id }, source)).toMatchObject({
      offset: 16,
      length: 8,
    });
  });
  it('keep the cursor where the keyboard left it and go to what is selected elsewhere', () => {
    const here: Selection = { kind: 'field', structure: 'region/2', node: 'a' };
    const left = { cursor: { at: 5, anchor: 5 }, selection: here };
    expect(cursorNow(left, { ...here }, { offset: 4, length: 4 }).at).toBe(5);
    expect(cursorNow(left, { ...here, node: 'b' }, { offset: 16, length: 8 }).at).toBe(16);
  });
});

describe('going to an offset', () => {
  it('reads bare digits as hex and refuses what lies outside', () => {
    expect(parseOffset('10', 0x20)).toBe(0x10);
    expect(parseOffset('0x1f', 0x20)).toBe(0x1f);
    expect(parseOffset('20', 0x20)).toBeUndefined();
    expect(parseOffset('xyz', 0x20)).toBeUndefined();
  });
});
