import type { StorePath } from '../../rules/types.ts';
import type { FunctionView } from './kind.ts';
import { absent } from './refuse.ts';

const MMIO = 'it needs a mapping of the BAR and s390_pci_mmio_write, which this bridge does not make yet';

/**
 * The store path of a request: the one it asks for, else the default of the function. Throws `absent` when the function does not
 * offer it, naming those it does; another one is never taken instead.
 */
export function choosePath(op: string, asked: StorePath | undefined, { paths }: FunctionView): StorePath {
  const offered: readonly StorePath[] = paths.filter((path) => path !== 'mmio');
  const path = asked ?? offered[0];
  if (path !== undefined && offered.includes(path)) return path;
  const there = offered.length > 0 ? `It offers ${offered.join(', ')}.` : 'It offers none.';
  if (path === undefined) throw absent(op, 'This function offers no path for loads and stores.');
  const why = path === 'mmio' ? `: ${MMIO}` : ' on this function';
  throw absent(op, `The path ${path} is absent${why}. ${there}`, 'Choose a path that exists, or leave it out.');
}
