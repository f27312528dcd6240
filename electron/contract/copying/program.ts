import { hexNumber, toHex } from '../../../native-bridge/abi/hex.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { RequestRow } from '../app-contract.ts';
import type { Program, Step } from '../program.ts';
import { withVariables } from './addresses.ts';
import type { Copier, CopyContext } from './copier.ts';
import type { Setup } from './setup.ts';
import { stepOf, stepText, wasSent } from './step.ts';
import { wholeBytes } from './whole.ts';

/** Steps a program may have. */
const MAX_STEPS = 100_000;

/**
 * A program that sends the requests of the rows again, in their order. Buffers and mappings that were there before the first of them,
 * and the bytes of buffers they store from, are made first. Marks, bursts and what was never sent are left out; `doc` says how many.
 * Throws `bad-request` when a payload is not at hand whole, or there is nothing to send.
 */
export function programOf(rows: readonly RequestRow[], { address, name, functions, setup }: CopyContext): Program {
  const sent = rows.filter(wasSent);
  if (sent.length === 0) throw nothingSent();
  const names = [...new Set(sent.map(({ on = '' }) => on))];
  const uses = new Uses();
  for (const row of sent) uses.add(row);
  const stepsOf = stepMaker();
  const steps = [...names.flatMap((on) => setupSteps(on, uses, setup)), ...sent.flatMap(stepsOf)];
  if (steps.length > MAX_STEPS) throw tooMany(steps.length);
  const others = names.filter((on) => on !== '').map((on) => [on, functions[on] ?? `address-of-${on}`]);
  return {
    program: 1,
    name: name.slice(0, 200),
    doc: docOf(rows.length - sent.length, sent.length, address),
    ...(others.length > 0 ? { functions: Object.fromEntries(others) } : {}),
    ...withVariables(steps),
  };
}

/** What rows use of their functions, the session's own under ''. */
export class Uses {
  readonly #writing = new Set<string>();
  readonly #buffers = new Map<string, Set<string>>();

  /** Functions that rows were sent to. */
  get functions(): string[] {
    return [...this.#buffers.keys()];
  }

  /** Takes a row that was sent. */
  add({ kind, on = '', request }: RequestRow): void {
    if (requestKind(kind).writes) this.#writing.add(on);
    const names = this.buffers(on);
    const name = bufferIn(request);
    if (name !== undefined) names.add(name);
    this.#buffers.set(on, names);
  }

  /** Whether a row changes something. */
  writes(on: string): boolean {
    return this.#writing.has(on);
  }

  /** Names of buffers in the rows. */
  buffers(on: string): Set<string> {
    return this.#buffers.get(on) ?? new Set();
  }
}

/** What a function had: its buffers that are mapped or named by the rows, and, when the rows change something, its mappings. */
export function setupSteps(on: string, uses: Uses, setup: Setup): Step[] {
  const { buffers, mappings } = setup.state(on);
  const placed = mappings.filter(({ buffer }) => uses.writes(on) && buffers.some(({ name }) => name === buffer));
  const wanted = new Set([...placed.map(({ buffer }) => buffer), ...uses.buffers(on)]);
  const to = on === '' ? {} : { on };
  const allocations = buffers
    .filter(({ name }) => wanted.has(name))
    .map(({ name, size }) => ({ kind: 'buffer.alloc', ...to, buffer: name, size }));
  const maps = placed.map(({ buffer, vaddr, iova, size, read, write }) => {
    const at = vaddr - buffers.find(({ name }) => name === buffer)!.vaddr;
    return {
      kind: 'dma.map',
      ...to,
      buffer,
      at: hexNumber(at),
      iova: hexNumber(iova),
      size: hexNumber(size),
      read,
      write,
    };
  });
  return [...allocations, ...maps].map((step) => ({ name: 'as it was', ...step }) as Step);
}

/**
 * Makes the steps of rows that come one after another. What a store takes from a buffer that the rows themselves do not fill is put there
 * right before it.
 */
export function stepMaker(): (row: RequestRow) => Step[] {
  const filled = new Set<string>();
  return (row) => {
    const place = JSON.stringify([row.on, bufferIn(row.request)]);
    if (row.kind === 'buffer.fill') filled.add(place);
    const isBare = row.kind === 'pcistb' && row.request.from !== undefined && !filled.has(place);
    return isBare ? [...fillStep(row), stepOf(row)] : [stepOf(row)];
  };
}

function fillStep(row: RequestRow): Step[] {
  const data = wholeBytes(row);
  if (!data?.some((byte) => byte !== 0)) return [];
  const { buffer, at } = row.request.from as { buffer: string; at?: number };
  const on = row.on === undefined ? {} : { on: row.on };
  const fill = { pattern: 'data', data: toHex(data) };
  return [
    {
      name: 'what was stored then',
      kind: 'buffer.fill',
      ...on,
      buffer,
      at: at ?? 0,
      length: data.length,
      fill,
    } as Step,
  ];
}

function bufferIn({ buffer, from }: Record<string, unknown>): string | undefined {
  return (buffer ?? (from as { buffer?: unknown } | undefined)?.buffer) as string | undefined;
}

function docOf(leftOut: number, count: number, address: string): string {
  const rest = leftOut > 0 ? ` ${leftOut} marks, bursts and requests that were never sent are left out.` : '';
  return `Sends what was sent to ${address}, ${count === 1 ? 'one request' : `${count} requests`}, and expects what it gave then.${rest}`;
}

/** As people write programs: one step a line. */
export function programText(program: Program): string {
  const { steps, ...head } = program;
  const text = JSON.stringify(head, null, 2).slice(0, -2);
  return `${text},\n  "steps": [\n${steps.map((step) => `    ${stepText(step)}`).join(',\n')}\n  ]\n}\n`;
}

export const program: Copier = {
  id: 'program',
  title: 'Program',
  of: 'selection',
  copy: (rows, context) => programText(programOf(rows, context)),
};

const nothingSent = () =>
  new WorkbenchError({
    code: 'bad-request',
    message: 'None of the chosen rows is a request that was sent.',
    next: 'Choose requests.',
  });

const tooMany = (count: number) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `${count} steps are more than the ${MAX_STEPS} a program may have.`,
    next: 'Choose fewer requests.',
  });
