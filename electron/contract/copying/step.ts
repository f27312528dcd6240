import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { requestKindNames } from '../../../native-bridge/contract/requests/request.ts';
import type { RequestRow } from '../app-contract.ts';
import type { Step } from '../program.ts';
import type { Copier } from './copier.ts';
import { wholeFields } from './whole.ts';

const KINDS: ReadonlySet<string> = new Set(requestKindNames);

/** Whether the row is a request that went to the function: not a mark, not the totals of a burst, not refused before it was sent. */
export const wasSent = ({ kind, status, error }: RequestRow): boolean =>
  KINDS.has(kind) && (status !== 'refused' || error?.code === 'no-answer');

/** The program step that sends the request again and expects what it gave then: its errno, or that a wait ran out. Throws as `wholeFields`. */
export function stepOf(row: RequestRow): Step {
  const expect = expectOf(row);
  const { kind, on } = row;
  return { kind, ...(on === undefined ? {} : { on }), ...wholeFields(row), ...(expect ? { expect } : {}) } as Step;
}

function expectOf({ status, errno }: RequestRow) {
  if (status === 'errno') return { errno: errnoName(errno ?? 0) };
  return status === 'timeout' ? { status } : undefined;
}

export const stepText = (step: Step): string => JSON.stringify(step);

/** One step a line, to be put among the steps of a program. */
export const step: Copier = {
  id: 'step',
  title: 'Program step',
  of: 'row',
  copy: (rows) => rows.filter(wasSent).map(stepOf).map(stepText).join(',\n'),
};
