import type { StorePath } from '../../rules/types.ts';
import type { FunctionView } from './kind.ts';
import { absent } from './refuse.ts';

/**
 * The store path of a request: the one it asks for, else the default of the function. Throws `absent` when the function does not
 * offer it, naming those it does; another one is never taken instead.
 */
export function choosePath(op: string, asked: StorePath | undefined, { paths }: FunctionView): StorePath {
  const path = asked ?? paths[0];
  if (path === undefined) throw absent(op, 'This function offers no path for loads and stores.');
  if (paths.includes(path)) return path;
  const there = paths.length > 0 ? `It offers ${paths.join(', ')}.` : 'It offers none.';
  throw absent(op, `This function has no path ${path}. ${there}`, 'Choose a path that exists, or leave it out.');
}
