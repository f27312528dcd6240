import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { RequestRow } from '../app-contract.ts';
import type { Copier, CopyContext } from './copier.ts';
import { programOf } from './program.ts';
import { wasSent } from './step.ts';
import { wholeFields } from './whole.ts';

/** The `zpciwb` command that sends the request, or starts the burst, again. */
export const call: Copier = {
  id: 'call',
  title: 'zpciwb call',
  of: 'row',
  copy: (rows, context) => rows.flatMap((row) => callOf(row, context) ?? []).join('\n'),
};

function callOf(row: RequestRow, context: CopyContext): string | undefined {
  const address = row.on === undefined ? context.address : (context.functions[row.on] ?? `address-of-${row.on}`);
  if (row.kind.startsWith('burst ')) return burstCall(row, address);
  return wasSent(row) ? runCall(row, address, context) : undefined;
}

/** Options of `zpciwb burst` by the field of the request. */
const BURST_OPTIONS = {
  op: '--op',
  length: '--len',
  space: '--space',
  offset: '--offset',
  stride: '--stride',
  span: '--span',
  count: '--count',
  seconds: '--seconds',
  rate: '--rate',
  path: '--path',
  data: '--data',
} as const;

function burstCall(row: RequestRow, address: string): string {
  const fields = wholeFields(row);
  const options = Object.entries(BURST_OPTIONS).flatMap(([field, option]) =>
    fields[field] === undefined ? [] : [option, quoted(String(fields[field]))],
  );
  return ['zpciwb burst --target', quoted(address), '--arm', ...options].join(' ');
}

/** A program of the one request on standard input, with the buffers and mappings it needs. */
function runCall(row: RequestRow, address: string, context: CopyContext): string {
  const { on: _on, ...alone } = row;
  const setup = { ...context, address, setup: context.setup.only(row.on) };
  const { doc: _doc, ...program } = programOf([alone], setup);
  const arm = program.steps.some(({ kind }) => requestKind(kind).writes) ? ' --arm' : '';
  return `printf %s ${quoted(JSON.stringify(program))} | zpciwb run - --target ${quoted(address)}${arm}`;
}

/** One word of a POSIX shell. */
const quoted = (text: string) => (/^[\w:@%+=,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
