import type { Command } from 'commander';
import { dangers } from '../contract/dangers/index.ts';
import type { LiveSession } from '../workbench/session.ts';
import type { Given } from './command.ts';

/** `--accept-danger ID`: what the window asks about, said beforehand. */
export const declareDangers = (command: Command): Command =>
  command.option(
    '--accept-danger <id...>',
    `do what is asked about otherwise: ${dangers.map(({ id }) => id).join(', ')}`,
  );

/** Agrees to what the option names. Throws `bad-request` for an id that is no danger. */
export const acceptDangers = (session: LiveSession, { acceptDanger = [] }: Given['options']): void =>
  session.accept(acceptDanger);
