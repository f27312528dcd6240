import { resolve } from 'node:path';
import { kindOf } from '../workbench/files/names.ts';

/** Something to show: an address as it stands, or a file whose address the workbench gives. */
export interface Wish {
  readonly address: string;
  /** Absolute; the file that is meant, when it is one. */
  readonly path?: string;
}

const OPEN = '--open=';
const CAPTURE = 'capture:';

/** Schemes of addresses that may stand alone on a command line; any other address needs `--open=`. */
const SCHEMES = ['sim:', 'vfio:', 'ssh://', CAPTURE];
const isAddress = (text: string) => SCHEMES.some((scheme) => text.startsWith(scheme));

/** @param folder relative paths are taken from here. */
export function wishOf(text: string, folder: string): Wish {
  const file = text.startsWith(CAPTURE) ? text.slice(CAPTURE.length) : text;
  const isFile = kindOf(file) !== undefined && (file !== text || !isAddress(text));
  return isFile ? { address: text, path: resolve(folder, file) } : { address: text };
}

/** What one argument names, if anything: the rest of a command line is Chromium's own business. */
function namedBy(argument: string): string | undefined {
  if (argument.startsWith(OPEN)) return argument.slice(OPEN.length) || undefined;
  const isName = !argument.startsWith('-') && (isAddress(argument) || kindOf(argument) !== undefined);
  return isName ? argument : undefined;
}

/** What a command line asks to show: `--open=ADDRESS`, addresses by their scheme, files by their ending. */
export const wishesOf = (argv: readonly string[], folder: string): Wish[] =>
  argv
    .slice(1)
    .map(namedBy)
    .filter((name) => name !== undefined)
    .map((name) => wishOf(name, folder));
