import { findNodeAtLocation, getLocation, type Node, parseTree } from 'jsonc-parser';
import type { StepPath } from '../steps.ts';
import { nodeOf, pathIn } from './reading.ts';

/** Where steps stand in the text. Offsets are characters from 0. */

const steps = (path: StepPath) => path.flatMap((index) => ['steps', index]);

/** The step a place in the text belongs to; undefined outside all. */
export function stepPathAt(text: string, offset: number): StepPath | undefined {
  const path: number[] = [];
  const { path: keys } = getLocation(text, offset);
  for (let at = 0; keys[at] === 'steps' && typeof keys[at + 1] === 'number'; at += 2) path.push(keys[at + 1] as number);
  return path.length > 0 ? path : undefined;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf = (node: Node | undefined): Range | undefined =>
  node && { from: node.offset, to: node.offset + node.length };

export const rangeOfStep = (text: string, path: StepPath): Range | undefined => {
  const root = parseTree(text);
  return root && rangeOf(findNodeAtLocation(root, steps(path)));
};

/** Where a length is said: by itself, as that of a fill, or by the bytes themselves. */
const LENGTHS = ['length', 'data.length', 'data'];

/** Finds what checks name: `steps[2].steps[0]` and a field of it; the step when the field is not there. */
export function finderIn(text: string): (path: string, field?: string) => Range | undefined {
  const root = parseTree(text);
  return (path, field = '') => {
    const places = (field === 'length' ? LENGTHS : [field]).map((name) => pathIn(`${path}.${name}`));
    const said = root && places.map((place) => findNodeAtLocation(root, place)).find((node) => node !== undefined);
    return rangeOf(said ?? nodeOf(root, `${path}.${field}`));
  };
}
