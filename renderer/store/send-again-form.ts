import type { ReplayPlan } from '../../electron/contract/replay/messages.ts';

/** The fields of sending a recording again, as typed: nothing typed is lost by looking elsewhere. */
export interface SendAgainForm {
  /** Every request, those chosen in the list, or those of the stretch chosen on the time slider. */
  readonly rows: 'all' | 'chosen' | 'span';
  /** Address of the function; empty = none chosen. */
  readonly to: string;
  readonly speed: string;
  readonly stopAtDivergence: boolean;
  readonly record: boolean;
  /** Arms the target when it is not. */
  readonly arm: boolean;
  /** The dangerous requests were read and are sent all the same. */
  readonly accepted: boolean;
  readonly changes: readonly RemapLine[];
  /** Addresses of further functions, by their name in the recording. */
  readonly functions: Readonly<Record<string, string>>;
}

/** Something that is called otherwise on the function the requests go to now. */
export interface RemapLine {
  readonly what: 'iova' | 'offset' | 'buffer' | 'space';
  readonly from: string;
  /** Of addresses: how many bytes from there on. */
  readonly size: string;
  readonly to: string;
}

export const firstSendAgain: SendAgainForm = {
  rows: 'all',
  to: '',
  speed: '1',
  stopAtDivergence: true,
  record: true,
  arm: false,
  accepted: false,
  changes: [],
  functions: {},
};

export const emptyLine: RemapLine = { what: 'iova', from: '', size: '', to: '' };

const hex = (value: bigint) => `0x${value.toString(16)}`;

/** What the plan suggests, as lines of the form. */
export const suggestedLines = ({ suggested }: ReplayPlan): readonly RemapLine[] => [
  ...(suggested?.iova ?? []).map(({ from, size, to }) => ({
    what: 'iova' as const,
    from: hex(from),
    size: hex(size),
    to: hex(to),
  })),
  ...(suggested?.offset ?? []).map(({ from, size, to }) => ({
    what: 'offset' as const,
    from: hex(from),
    size: hex(size),
    to: hex(to),
  })),
];
