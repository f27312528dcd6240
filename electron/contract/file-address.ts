import type { FileEntry } from './app-contract.ts';

/** The address that opens a file: captures carry their scheme, recordings and programs are named by path. */
export const fileAddress = ({ kind, path }: Pick<FileEntry, 'kind' | 'path'>): string =>
  kind === 'capture' ? `capture:${path}` : path;

/** Whether an address names a program: that is loaded into the composer, everything else is a session. */
export const isProgramAddress = (address: string): boolean =>
  address.endsWith('.zpci.json') && !address.startsWith('capture:');
