import { evaluate, UnknownYet, type Variables } from '../../../electron/contract/programs/expression.ts';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { parseNumber } from '../../widgets/number-field/number-text.ts';
import { reading, type Unit } from '../../widgets/number-field/reading.ts';

/** What the numbers of requests count and how the keys step them, by the names of their fields. */
export interface Quantity {
  readonly unit?: Unit;
  readonly step: bigint;
  readonly page: bigint;
}

const PAGE = 4096n;
const WORD = 8n;

const plain: Quantity = { step: 1n, page: 16n };
const address: Quantity = { step: WORD, page: PAGE };
const bytes: Quantity = { unit: 'bytes', ...address };
const pages: Quantity = { step: PAGE, page: 16n * PAGE };

const quantities: Readonly<Record<string, Quantity>> = {
  offset: address,
  at: bytes,
  length: bytes,
  pageOffset: bytes,
  iova: pages,
  gpgd: pages,
  size: { unit: 'bytes', ...pages },
  timeoutMs: { unit: 'ms', step: 100n, page: 1000n },
  ms: { unit: 'ms', step: 10n, page: 1000n },
  maxLatencyNs: { unit: 'ns', step: 1000n, page: 1_000_000n },
  maxNs: { unit: 'ns', step: 1000n, page: 1_000_000n },
};

export const quantityOf = (name: string): Quantity => quantities[name] ?? plain;

/** What a number or sum comes to, in its other base and its unit, or what is wrong with it. `problemOf` judges the value. */
export function readNumber(
  text: string,
  variables: () => Variables,
  unit?: Unit,
  problemOf?: (value: bigint) => string | undefined,
): { hint?: string; problem?: string } {
  if (text.trim() === '') return {};
  const sized = parseNumber(text);
  try {
    const value = sized ?? evaluate(text, variables());
    const problem = problemOf?.(value);
    return problem ? { problem } : { hint: reading(value, text, unit) };
  } catch (thrown) {
    const { message } = errorInfo(thrown);
    return thrown instanceof UnknownYet ? { hint: message } : { problem: message };
  }
}
