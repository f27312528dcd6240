import type { CommonDifference, CompareSummary, Difference } from '../../contract/compare/messages.ts';

/** What is told apart; what comes later is told together as `other fields`, of any kind and without a stretch. */
const MOST = 1000;
/** What a summary lists. */
const LISTED = 30;

/** Whose differences they are. */
interface Of {
  readonly kind: string;
  readonly seq: number;
}

interface Common extends Pick<CommonDifference, 'kind' | 'what' | 'first'> {
  readonly name: string;
  pairs: number;
  /** First and last byte of all of them; the other way round where bytes are not told by their place. */
  least: number;
  most: number;
  /** Place of the newest pair that counts. */
  newest: number;
}

const NOWHERE = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, newest: -1 };

/** Differences of any number of pairs summed up in bounded memory: how many there are of each kind, and in which fields. */
export class Tally {
  readonly by = new Map<Difference['what'], number>();
  readonly #common = new Map<string, Common>();

  /** Takes the differences of the pair at a place of the aligned list; pairs come in order. */
  add(index: number, { kind, seq }: Of, differences: readonly Difference[]): void {
    for (const what of new Set(differences.map((one) => one.what))) this.by.set(what, (this.by.get(what) ?? 0) + 1);
    for (const { what, field, left, right } of differences) {
      const { name, first, last } = placeOf(field);
      const common = this.#commonOf(kind, what, name, () => ({ index, seq, left, right }));
      if (common.name !== OTHER) {
        common.least = Math.min(common.least, first);
        common.most = Math.max(common.most, last);
      }
      if (common.newest === index) continue;
      common.newest = index;
      common.pairs += 1;
    }
  }

  get common(): Pick<CompareSummary, 'common' | 'commonLeftOut'> {
    const all = [...this.#common.values()].sort((one, other) => other.pairs - one.pairs);
    return { common: all.slice(0, LISTED).map(told), commonLeftOut: Math.max(0, all.length - LISTED) };
  }

  #commonOf(kind: string, what: Difference['what'], name: string, first: () => Common['first']): Common {
    const key = `${kind} ${what} ${name}`;
    const known = this.#common.get(key) ?? (this.#common.size < MOST ? undefined : this.#common.get(OTHER));
    if (known) return known;
    const isLast = this.#common.size === MOST - 1;
    const common = {
      ...(isLast ? { kind: '', name: OTHER } : { kind, what, name }),
      pairs: 0,
      first: first(),
      ...NOWHERE,
    };
    this.#common.set(isLast ? OTHER : key, common);
    return common;
  }
}

const OTHER = 'other fields';

/** Name of a field, and its bytes where they are told by their place. */
function placeOf(field: string): { name: string; first: number; last: number } {
  const open = field.endsWith(']') ? field.lastIndexOf('[') : -1;
  if (open < 0) return { name: field, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const [first, last = first] = field
    .slice(open + 1, -1)
    .split('..')
    .map(Number);
  return { name: field.slice(0, open), first: first!, last: last! };
}

function told({ name, least, most, newest: _newest, ...common }: Common): CommonDifference {
  const bytes = least === most ? `${least}` : `${least}..${most}`;
  return { ...common, field: most < least ? name : `${name}[${bytes}]` };
}
