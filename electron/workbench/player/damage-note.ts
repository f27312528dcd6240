import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import type { ReadEnd } from './read-recording.ts';

/** What could be read of a recording. */
interface Counted {
  readonly rows: number;
  readonly missing: number;
}

/** Says what is wrong with a recording: where, what was read, what is known to be missing. Undefined when it is whole. */
export function damageNote(
  path: string,
  { damage, whole }: ReadEnd,
  { rows, missing }: Counted,
): ErrorInfo | undefined {
  const first = damage[0];
  if (whole || !first) return undefined;
  const others = damage.length > 1 ? ` and in ${damage.length - 1} more places` : '';
  const gap = missing > 0 ? `, ${missing} between them are missing` : '';
  return {
    code: 'damaged-file',
    message: `${path} is damaged at byte ${first.offset}${others}: ${clause(first.reason)}. ${rows} requests were read${gap}.`,
    next: 'What was read is as it was written. zpciwb recover writes it to a new file and says what is lost.',
    details: { rows, missing, damage: damage.slice(0, 100) },
  };
}

const clause = (reason: string) => reason.replace(/\.$/, '');
