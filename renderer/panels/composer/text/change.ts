import type { Change } from '../../../../electron/contract/app/drafts.ts';

/** The change that makes `after` of `before`, as small as one piece can be; undefined when they are the same. Never splits a character. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  if (isHigh(before, at - 1)) at--;
  let back = 0;
  while (back < most - at && before.charCodeAt(before.length - 1 - back) === after.charCodeAt(after.length - 1 - back))
    back++;
  if (back > 0 && isLow(before, before.length - back)) back--;
  return { at, removed: before.slice(at, before.length - back), inserted: after.slice(at, after.length - back) };
}

const isHigh = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

export const applied = (text: string, { at, removed, inserted }: Change): string =>
  text.slice(0, at) + inserted + text.slice(at + removed.length);

export const inverse = ({ at, removed, inserted }: Change): Change => ({ at, removed: inserted, inserted: removed });

/** Both as one where they are typing or deleting that goes on, a word at a time; otherwise undefined. */
export function joined(first: Change, next: Change): Change | undefined {
  if (first.files || next.files) return undefined;
  if (first.removed === '' && next.removed === '') return typedOn(first, next);
  return first.inserted === '' && next.inserted === '' ? deletedOn(first, next) : undefined;
}

function typedOn(first: Change, next: Change): Change | undefined {
  const goesOn = next.inserted.length === 1 && next.at === first.at + first.inserted.length;
  const startsWord = /\s$/.test(first.inserted) && /\S/.test(next.inserted);
  return goesOn && !startsWord ? { ...first, inserted: first.inserted + next.inserted } : undefined;
}

function deletedOn(first: Change, next: Change): Change | undefined {
  if (next.removed.length !== 1) return undefined;
  if (next.at === first.at) return { ...first, removed: first.removed + next.removed };
  return next.at + 1 === first.at ? { ...next, removed: next.removed + first.removed } : undefined;
}
