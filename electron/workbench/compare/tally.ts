import type { CommonDifference, CompareSummary, Difference } from '../../contract/compare/messages.ts';

/** What is told apart; what comes later is told together as `other fields`. */
const MOST = 1000;
/** What a summary lists. */
const LISTED = 30;

/** `data[4..7]`: the name, and the bytes. */
const STRETCH = /^(.*)\[(\d+)(?:\.\.(\d+))?\]$/;

interface Common extends Omit<CommonDifference, 'field'> {
  readonly name: string;
  /** First and last byte, where bytes are told by their place. */
  readonly bytes?: readonly [number, number];
  /** Place of the newest pair that counts. */
  readonly newest: number;
}

/** Differences of any number of pairs summed up in bounded memory: how many there are of each kind, and in which fields. */
export class Tally {
  readonly by = new Map<Difference['what'], number>();
  readonly #common = new Map<string, Common>();

  /** Takes the differences of the pair at a place of the aligned list; pairs come in order. */
  add(
    index: number,
    { kind, seq }: { readonly kind: string; readonly seq: number },
    differences: readonly Difference[],
  ): void {
    for (const what of new Set(differences.map((one) => one.what))) this.by.set(what, (this.by.get(what) ?? 0) + 1);
    for (const { what, field, left, right } of differences) {
      const [name, bytes] = placeOf(field);
      const key = this.#keyOf(`${kind} ${what} ${name}`);
      const known = this.#common.get(key);
      const first = known?.first ?? { index, seq, left, right };
      const pairs = (known?.pairs ?? 0) + (known?.newest === index ? 0 : 1);
      const told = key === OTHER ? { kind: '', name: OTHER } : { kind, name };
      this.#common.set(key, { ...told, what, bytes: span(known?.bytes, bytes), pairs, first, newest: index });
    }
  }

  get common(): Pick<CompareSummary, 'common' | 'commonLeftOut'> {
    const all = [...this.#common.values()].sort((one, other) => other.pairs - one.pairs);
    return { common: all.slice(0, LISTED).map(told), commonLeftOut: Math.max(0, all.length - LISTED) };
  }

  #keyOf(key: string): string {
    return this.#common.size < MOST || this.#common.has(key) ? key : OTHER;
  }
}

const OTHER = 'other fields';

function placeOf(field: string): [name: string, bytes?: readonly [number, number]] {
  const [, name, first, last = first] = STRETCH.exec(field) ?? [];
  return name === undefined ? [field] : [name, [Number(first), Number(last)]];
}

type Bytes = Common['bytes'];

const span = (one: Bytes, other: Bytes): Bytes =>
  one && other ? [Math.min(one[0], other[0]), Math.max(one[1], other[1])] : (one ?? other);

function told({ name, bytes, newest: _newest, ...common }: Common): CommonDifference {
  const place = bytes ? `[${bytes[0] === bytes[1] ? bytes[0] : bytes.join('..')}]` : '';
  return { ...common, field: `${name}${place}` };
}
