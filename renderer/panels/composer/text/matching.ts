/** Which element of a list was which before, so that moving, doubling or removing one leaves the text of the others alone. */

export interface Match {
  readonly value: unknown;
  /** Index of the element it was. */
  readonly was?: number;
  /** It is what it was. */
  readonly isEqual?: boolean;
  /** Index of an element that is equal, for one that was not there before. */
  readonly like?: number;
}

/** Whether two JSON values are equal, whatever the order of their keys; a key without a value counts as none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [keysOf(a), keysOf(b)];
  return left.length === right.length && left.every((key) => Object.hasOwn(b, key) && isSame(at(a, key), at(b, key)));
}

const at = (value: object, key: string) => (value as Record<string, unknown>)[key];
const keysOf = (value: object) => Object.keys(value).filter((key) => at(value, key) !== undefined);

/** Each wanted element with the one it was: equal ones first, then, where as many were changed as were there, in order. */
export function matched(before: readonly unknown[], after: readonly unknown[]): readonly Match[] {
  const [front, back] = sameEnds(before, after);
  const free = indexes(front, before.length - back);
  const same = after.map((value, index) => {
    if (index < front) return index;
    if (index >= after.length - back) return index - after.length + before.length;
    return take(free, (old) => isSame(before[old], value));
  });
  const isEdited = same.filter((index) => index === undefined).length === free.length;
  return after.map((value, index) => {
    if (same[index] !== undefined) return { value, was: same[index], isEqual: true };
    const was = isEdited ? free.shift() : undefined;
    if (was !== undefined) return { value, was };
    const like = before.findIndex((old) => isSame(old, value));
    return { value, like: like < 0 ? undefined : like };
  });
}

const indexes = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

function take(free: number[], fits: (index: number) => boolean): number | undefined {
  const at = free.findIndex(fits);
  return at < 0 ? undefined : free.splice(at, 1)[0];
}

/** How many elements at the front and, apart from those, at the back are equal. */
function sameEnds(before: readonly unknown[], after: readonly unknown[]): readonly [number, number] {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && isSame(before[front], after[front])) front++;
  let back = 0;
  while (back < most - front && isSame(before.at(-1 - back), after.at(-1 - back))) back++;
  return [front, back];
}
