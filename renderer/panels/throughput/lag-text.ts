/**
 * How late the newest slice is. Modelled time runs ahead of this machine or behind it; measured time is never ahead.
 * @param behindNs from the end of the newest slice to the session's time
 */
export function lagText(behindNs: bigint, isModelled: boolean): string {
  const behind = Number(behindNs) / 1e9;
  if (!isModelled) return `lag ${Math.max(0, behind).toFixed(2)} s`;
  return `modelled time ${Math.abs(behind).toFixed(1)} s ${behind < 0 ? 'ahead of' : 'behind'} this machine`;
}
