/** Where a key comes next, from a place on that never goes back; undefined when it does not. */
type Next = (key: number, from: number) => number | undefined;

const known = new WeakMap<Float64Array, Next>();

/** Keys that are taken in between two breaths. */
const BREATH = 16_384;

/** Made when a list is first asked about and kept with it: most comparisons never ask. */
export async function nextPositions(keys: Float64Array, breathe: () => Promise<void>): Promise<Next> {
  const next = known.get(keys) ?? (await lookUp(keys, breathe));
  known.set(keys, next);
  return next;
}

/** Positions of each key as a chain. Places behind `from` are let go of, as an alignment only goes forward: any number of questions is linear. */
async function lookUp(keys: Float64Array, breathe: () => Promise<void>): Promise<Next> {
  const following = new Int32Array(keys.length);
  const first = new Map<number, number>();
  for (let at = keys.length - 1; at >= 0; at--) {
    following[at] = first.get(keys[at]!) ?? -1;
    first.set(keys[at]!, at);
    if (at % BREATH === 0) await breathe();
  }
  return (key, from) => {
    const known = first.get(key) ?? -1;
    let at = known;
    while (at >= 0 && at < from) at = following[at]!;
    if (at !== known) first.set(key, at);
    return at < 0 ? undefined : at;
  };
}
