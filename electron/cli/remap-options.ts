import { type Command, InvalidArgumentError } from 'commander';
import { type AddressWindow, type Remap, remapSchema } from '../contract/replay/messages.ts';
import type { Given } from './command.ts';
import { integer, unsigned } from './numbers.ts';

/** Options that say what is different on the function requests are sent to now. Each may be given more than once. */
export const declareRemap = (command: Command): Command =>
  command
    .option('--iova <from+size=to>', 'move I/O virtual addresses, as 0x100000000+0x10000000=0x8000000000', window, [])
    .option('--offset <from+size=to>', 'move offsets inside a space or region', window, [])
    .option('--buffer <from=to>', 'another name for a buffer', renaming, [])
    .option('--space <from=to>', 'another address space or region', spaces, [])
    .option('--function <name=address>', 'address of a further function', renaming, []);

export function remapFrom({ iova, offset, buffer, space, function: functions }: Given['options']): Remap {
  const named = (functions as { from: string; to: string }[]).map(({ from, to }) => [from, to]);
  return remapSchema.parse({ iova, offset, buffers: buffer, spaces: space, functions: Object.fromEntries(named) });
}

function window(text: string, before: readonly AddressWindow[]): AddressWindow[] {
  const [, from, size, to] = /^([^+=]+)\+([^+=]+)=([^+=]+)$/.exec(text) ?? [];
  if (!from || !size || !to) throw new InvalidArgumentError('FROM+SIZE=TO is needed, each decimal or 0x...');
  return [...before, { from: unsigned(from), size: unsigned(size), to: unsigned(to) }];
}

function renaming(text: string, before: readonly { from: string; to: string }[]) {
  const [, from, to] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!from || !to) throw new InvalidArgumentError('NAME=OTHER is needed.');
  return [...before, { from, to }];
}

function spaces(text: string, before: readonly { from: number; to: number }[]) {
  const [{ from, to } = { from: '', to: '' }] = renaming(text, []);
  return [...before, { from: integer(from), to: integer(to) }];
}
