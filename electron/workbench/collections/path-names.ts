import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** Paths inside a collection: names with `/` between them, never out of it, never hidden. */

export const PROGRAM_ENDING = '.zpci.json';

const MOST_NAMES = 16;

/** A name that every file system of ours takes: no separators, nothing hidden, no control characters, at most 120 characters. */
const isName = (name: string) =>
  name.length > 0 && name.length <= 120 && !/[\\/:*?"<>|\p{Cc}]/u.test(name) && !/^[.\s]|[.\s]$/.test(name);

/** The names in a path. Throws `bad-path` for one that could leave the collection or hide in it. */
export function namesOf(path: string): readonly string[] {
  const names = path.split('/');
  if (names.length <= MOST_NAMES && names.every(isName)) return names;
  throw new WorkbenchError({
    code: 'bad-path',
    message: `"${path}" is not a path inside the programs folder.`,
    next: 'Use names without / \\ : * ? " < > | that do not begin with a dot.',
  });
}

/** The path of a program file. Throws `bad-path` when it does not end in `.zpci.json`. */
export function programPath(path: string): readonly string[] {
  const names = namesOf(path);
  if (names.at(-1)!.length > PROGRAM_ENDING.length && path.endsWith(PROGRAM_ENDING)) return names;
  throw new WorkbenchError({
    code: 'bad-path',
    message: `"${path}" is not the name of a program.`,
    next: `Program files end in ${PROGRAM_ENDING}.`,
  });
}

/** `a/hello-2.zpci.json` for the second copy of `a/hello.zpci.json`, `b-2` for that of folder `b`. */
export function numbered(path: string, number: number): string {
  const ending = path.endsWith(PROGRAM_ENDING) ? PROGRAM_ENDING : '';
  return `${path.slice(0, path.length - ending.length)}-${number}${ending}`;
}
