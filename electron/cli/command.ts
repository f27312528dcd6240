import type { Command } from 'commander';
import type { Io } from './io.ts';

/** Exit statuses of the command line. */
export const EXIT = { fine: 0, found: 1, usage: 2, notReady: 3, damaged: 4 } as const;

/** One command: what its help says, how it is called, what it does. Adding one is a file and a line in `commands/index.ts`. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** A call that works as written on any machine with the product. */
  readonly example: string;
  /** Declares arguments and options. */
  readonly declare?: (command: Command) => unknown;
  /** Does it; gives the exit status. Throws WorkbenchError, whose code decides the exit status. */
  readonly run: (io: Io, given: Given) => Promise<number>;
}

/** What was given on the command line: arguments in order, options by name. */
export interface Given {
  readonly args: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: commander gives options untyped; each command reads those it declared.
  readonly options: Readonly<Record<string, any>>;
}
