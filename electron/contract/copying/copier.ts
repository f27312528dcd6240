import type { RequestRow } from '../app-contract.ts';
import type { Setup } from './setup.ts';

/** What is known around the rows that are copied. */
export interface CopyContext {
  /** Target of the session. */
  readonly address: string;
  /** Where the rows are from: a recording or a session, as a program made of them is called. */
  readonly name: string;
  /** Addresses of further functions, by the name the rows have them under (`on`). */
  readonly functions: Readonly<Record<string, string>>;
  /** Buffers and mappings as they were before the first of the rows. */
  readonly setup: Setup;
}

/** A form in which requests leave the workbench. Adding one is a file here and a line in `index.ts`. */
export interface Copier {
  readonly id: string;
  readonly title: string;
  /** `row`: each row on its own, joined by line ends; `selection`: all of them make one document. */
  readonly of: 'row' | 'selection';
  /** The text; empty for a row that has nothing of the kind. Throws `bad-request` for what cannot be copied whole. */
  readonly copy: (rows: readonly RequestRow[], context: CopyContext) => string;
}
