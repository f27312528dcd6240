/** Where a key comes next, from a place on; undefined when it does not. */
type Next = (key: number, from: number) => number | undefined;

const known = new WeakMap<Float64Array, Next>();

/** Made when a list is first asked about and kept with it: most comparisons never ask. */
export function nextPositions(keys: Float64Array): Next {
  const next = known.get(keys) ?? lookUp(keys);
  known.set(keys, next);
  return next;
}

/** Positions ordered by key, then place: 4 bytes a request. */
function lookUp(keys: Float64Array): Next {
  const order = Int32Array.from(keys, (_, index) => index).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return (key, from) => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = order[middle]!;
      if (keys[at]! < key || (keys[at] === key && at < from)) low = middle + 1;
      else high = middle;
    }
    const found = order[low];
    return found !== undefined && keys[found] === key ? found : undefined;
  };
}
