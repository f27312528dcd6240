import { describe, expect, it } from 'vitest';
import { ancestors, keyName, treeIndex, treeKey } from './tree-keys.ts';

interface Item {
  id: string;
  children?: Item[];
}
const items: Item[] = [
  { id: 'info', children: [{ id: 'argsz' }, { id: 'caps', children: [{ id: 'base', children: [{ id: 'fh' }] }] }] },
  { id: 'irqs' },
];
const index = treeIndex<Item>(items);
const press = (key: string, id: string, ...expanded: string[]) => treeKey(key, id, index, new Set(expanded));
const open = (change: ReturnType<typeof press>) => [...(change?.expanded ?? [])];

describe('tree keys', () => {
  it('Left closes an open row and goes to the parent from a closed one', () => {
    expect(open(press('ArrowLeft', 'caps', 'info', 'caps'))).toEqual(['info']);
    expect(press('ArrowLeft', 'argsz', 'info')).toEqual({ focus: 'info' });
  });
  it('Right opens a row, goes into an open one, and does nothing on a leaf', () => {
    expect(open(press('ArrowRight', 'caps', 'info'))).toEqual(['info', 'caps']);
    expect(press('ArrowRight', 'caps', 'caps')).toEqual({ focus: 'base' });
    expect(press('ArrowRight', 'irqs')).toEqual({});
  });
  it('Shift+Right opens everything below, Ctrl+Right everything', () => {
    expect(open(press('Shift+ArrowRight', 'caps'))).toEqual(['caps', 'base']);
    expect(open(press('Ctrl+ArrowRight', 'irqs'))).toEqual(['info', 'caps', 'base']);
  });
  it('Ctrl+Left closes all and stays at what remains visible', () => {
    expect(press('Ctrl+ArrowLeft', 'fh', 'info', 'caps', 'base')).toEqual({ expanded: new Set(), focus: 'info' });
  });
  it('Backspace goes to the parent and stays at the top', () => {
    expect(press('Backspace', 'fh')).toEqual({ focus: 'base' });
    expect(press('Backspace', 'info')).toEqual({ focus: 'info' });
  });
  it('Enter toggles', () => {
    expect(open(press('Enter', 'info'))).toEqual(['info']);
    expect(open(press('Enter', 'info', 'info'))).toEqual([]);
  });
  it('leaves other keys and unknown rows alone', () => {
    expect(press('a', 'info')).toBeUndefined();
    expect(press('Enter', 'gone')).toBeUndefined();
  });
  it('names keys with their modifiers and knows what lies above a row', () => {
    expect(keyName({ key: 'ArrowRight', ctrlKey: false, shiftKey: true })).toBe('Shift+ArrowRight');
    expect(ancestors(index, 'fh')).toEqual(['info', 'caps', 'base']);
  });
});
