import type { Remap, ReplaySpeed } from '../../../electron/contract/replay/messages.ts';
import type { RemapLine, SendAgainForm } from '../../store/send-again-form.ts';
import { parseNumber } from '../../widgets/number-field/number-text.ts';

/** What was typed, as the workbench is asked for it. */

export type Parsed<T> = { readonly value: T } | { readonly reason: string };

export const namedSpeeds = ['step', '0.1', '0.5', '1', '2', '10', '100', 'max'] as const;

/** `1`, `0.5`, `max`, `step`. */
export function speedOf(text: string): Parsed<ReplaySpeed> {
  if (text === 'max' || text === 'step') return { value: text };
  const speed = Number(text);
  if (text.trim() !== '' && Number.isFinite(speed) && speed > 0 && speed <= 1_000_000) return { value: speed };
  return { reason: 'The speed is a number above 0, max or step.' };
}

const isBlank = ({ from, size, to }: RemapLine) => from === '' && size === '' && to === '';

/** What is to be changed, from its lines; blank ones are left out. */
export function remapOf({ changes, functions }: Pick<SendAgainForm, 'changes' | 'functions'>): Parsed<Remap> {
  const remap = { iova: [], offset: [], buffers: [], spaces: [], functions: named(functions) } as {
    -readonly [K in keyof Remap]: Remap[K];
  };
  for (const line of changes.filter((one) => !isBlank(one))) {
    const reason = addLine(remap, line);
    if (reason) return { reason };
  }
  return { value: remap };
}

const named = (functions: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(functions).filter(([, address]) => address !== ''));

function addLine(remap: Remap, { what, from, size, to }: RemapLine): string | undefined {
  if (what === 'buffer') {
    if (!from || !to) return 'A buffer has a name before and another one now.';
    remap.buffers.push({ from, to });
    return undefined;
  }
  const [before, bytes, now] = [parseNumber(from), parseNumber(size), parseNumber(to)];
  if (before === undefined || now === undefined) return `${from || to || 'What is missing'} is not a number.`;
  if (what === 'space') {
    if (before > 255n || now > 255n) return 'Spaces and regions are numbers up to 255.';
    remap.spaces.push({ from: Number(before), to: Number(now) });
    return undefined;
  }
  if (!bytes) return 'Addresses are changed as far as a size says: 64 KiB, 0x10000.';
  remap[what].push({ from: before, size: bytes, to: now });
  return undefined;
}
