/** Which element of a list was which before, so that moving, doubling or removing one leaves the text of the others alone. */

export interface Match {
  readonly value: unknown;
  /** Index of the element it was. */
  readonly was?: number;
  /** Index of an element that is equal, for one that was not there before. */
  readonly like?: number;
}

/** Text by which two JSON values are equal, whatever the order of their keys. */
export function keyOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'null'
  );
}

/** Each wanted element with the one it was: equal ones first, then, where as many were changed as were there, in order. */
export function matched(before: readonly unknown[], after: readonly unknown[]): readonly Match[] {
  const oldKeys = before.map(keyOf);
  const newKeys = after.map(keyOf);
  const [front, back] = sameEnds(oldKeys, newKeys);
  const free = indexes(front, before.length - back);
  const was = after.map((_, index) => {
    if (index < front) return index;
    if (index >= after.length - back) return index - after.length + before.length;
    return take(free, (old) => oldKeys[old] === newKeys[index]);
  });
  const isEdited = was.filter((index) => index === undefined).length === free.length;
  return after.map((value, index) => {
    const old = was[index] ?? (isEdited ? free.shift() : undefined);
    if (old !== undefined) return { value, was: old };
    const like = oldKeys.indexOf(newKeys[index]!);
    return { value, like: like < 0 ? undefined : like };
  });
}

const indexes = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

function take(free: number[], fits: (index: number) => boolean): number | undefined {
  const at = free.findIndex(fits);
  return at < 0 ? undefined : free.splice(at, 1)[0];
}

/** How many elements at the front and, apart from those, at the back are equal. */
function sameEnds(before: readonly string[], after: readonly string[]): readonly [number, number] {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && before[front] === after[front]) front++;
  let back = 0;
  while (back < most - front && before.at(-1 - back) === after.at(-1 - back)) back++;
  return [front, back];
}
