import { decodeFields } from './layout.ts';
import { fmbLayout } from './structures/fmb.ts';

/**
 * Counters a function keeps of itself, from its measurement block or from the text a kernel makes of it. Names are those of the block's
 * fields: `store_block_operations`.
 */
export interface MeasuredCounters {
  /** Updates so far; fewer than before means that counting began anew. */
  readonly samples: number;
  /** Update interval, ms, where the source says it. */
  readonly updateMs?: number;
  readonly counters: Readonly<Record<string, bigint>>;
}

const NOT_COUNTERS = new Set(['format', 'format_indicators', 'samples', 'last_update_tod']);

/** Counters of a measurement block; big-endian. A block cut short has the counters it holds. */
export function countersOfBlock(block: Uint8Array): MeasuredCounters {
  const fields = decodeFields(fmbLayout(block), block, 'be');
  const counters = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'bigint' && !NOT_COUNTERS.has(name) ? [[name, value] as const] : [],
  );
  return { samples: Number(fields.samples ?? 0), counters: Object.fromEntries(counters) };
}

/** Names of the common counters; the others keep theirs, in the spelling of fields. Source: arch/s390/pci/pci_debug.c. */
const fieldName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');

/** `     Store block operations:\t12` */
const COUNTER_LINE = /^ *([A-Za-z][A-Za-z ]*):\t(\d{1,20})$/;
const MOST_LINES = 64;

/**
 * Counters of the `statistics` file that an s390 kernel keeps in debugfs for each function; undefined when measuring is off or the text
 * is something else. Lines that are not understood are passed over.
 */
export function countersOfStatistics(text: string): MeasuredCounters | undefined {
  const samples = /^Samples: (\d{1,10})$/m.exec(text)?.[1];
  if (samples === undefined) return undefined;
  const interval = /^Update interval: (\d{1,10}) ms$/m.exec(text)?.[1];
  const lines = text.split('\n').slice(0, MOST_LINES);
  const counters = lines.flatMap((line) => {
    const [, name, value] = COUNTER_LINE.exec(line) ?? [];
    return name && value ? [[fieldName(name), BigInt(value)] as const] : [];
  });
  return {
    samples: Number(samples),
    ...(interval && { updateMs: Number(interval) }),
    counters: Object.fromEntries(counters),
  };
}
