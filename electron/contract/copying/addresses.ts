import { groupedHex, parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import type { Program, Step } from '../program.ts';

/** Below this a number is more likely an index or a length than an address. */
const LEAST_ADDRESS = 0x1000n;

/** Kinds with an offset inside the device. */
const WITH_OFFSET: ReadonlySet<string> = new Set(['pcistb', 'pcilg', 'region.read', 'region.write']);

/** Digits of a 64-bit number in a payload. */
const WORD_DIGITS = 16;

type Fields = Record<string, unknown>;

/**
 * The steps with their addresses as variables, so that each is changed in one place: the I/O virtual addresses of mappings, also where
 * a payload holds one as an aligned 64-bit number of either byte order, and device offsets that several steps share. Values stay the same.
 */
export function withVariables(steps: readonly Step[]): Pick<Program, 'vars' | 'steps'> {
  const iovas = named(
    'iova',
    distinct(steps, ({ kind }) => kind === 'dma.map', 'iova'),
  );
  const offsets = named('offset', shared(steps));
  if (iovas.size + offsets.size === 0) return { steps: [...steps] };
  const entries = [...iovas, ...offsets].map(([value, name]) => [name, groupedHex(value)]);
  return { vars: Object.fromEntries(entries), steps: steps.map((step) => replaced(step, iovas, offsets)) };
}

/** Value -> name: `iova`, `iova2`, `iova3`. */
const named = (name: string, values: readonly bigint[]): ReadonlyMap<bigint, string> =>
  new Map(values.map((value, index) => [value, index === 0 ? name : `${name}${index + 1}`]));

function distinct(steps: readonly Step[], holds: (step: Step) => boolean, field: string): bigint[] {
  const values = steps.filter(holds).map((step) => address((step as Fields)[field]));
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** Offsets that more than one step has. */
function shared(steps: readonly Step[]): bigint[] {
  const counts = new Map<bigint, number>();
  for (const step of steps) {
    const offset = WITH_OFFSET.has(step.kind) ? address((step as Fields).offset) : undefined;
    if (offset !== undefined) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([value]) => value);
}

function address(value: unknown): bigint | undefined {
  const number = typeof value === 'string' ? parseUnsigned(value) : undefined;
  return number !== undefined && number >= LEAST_ADDRESS ? number : undefined;
}

function replaced(step: Step, iovas: ReadonlyMap<bigint, string>, offsets: ReadonlyMap<bigint, string>): Step {
  const fields: Fields = { ...step };
  const put = (field: string, names: ReadonlyMap<bigint, string>) => {
    const name = names.get(address(fields[field]) ?? 0n);
    if (name) fields[field] = `$${name}`;
  };
  if (step.kind === 'dma.map' || step.kind === 'dma.unmap') put('iova', iovas);
  if (WITH_OFFSET.has(step.kind)) put('offset', offsets);
  return withPayload(fields, iovas) as Step;
}

/** Addresses inside `data`, here or in a fill. */
function withPayload(fields: Fields, iovas: ReadonlyMap<bigint, string>): Fields {
  const { data, fill } = fields;
  return {
    ...fields,
    ...(typeof data === 'string' ? { data: payload(data, iovas) } : {}),
    ...(fill ? { fill: withPayload(fill as Fields, iovas) } : {}),
  };
}

function payload(hex: string, iovas: ReadonlyMap<bigint, string>): string {
  let text = '';
  for (let at = 0; at < hex.length; at += WORD_DIGITS) {
    const word = hex.slice(at, at + WORD_DIGITS);
    const name = wordName(word, iovas);
    text += name ? ` $${name} ` : word;
  }
  return text.trim().replaceAll('  ', ' ');
}

function wordName(word: string, iovas: ReadonlyMap<bigint, string>): string | undefined {
  if (word.length < WORD_DIGITS || iovas.size === 0) return undefined;
  const big = iovas.get(BigInt(`0x${word}`));
  const swapped = word.match(/../g)!.reverse().join('');
  const little = iovas.get(BigInt(`0x${swapped}`));
  return big ?? (little && `${little}:u64le`);
}
