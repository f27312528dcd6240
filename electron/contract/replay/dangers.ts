import type { BurstSpec, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import { dangersOf, dangersOfBurst } from '../dangers/index.ts';
import type { RequestRow } from '../request-row.ts';
import type { Danger } from './messages.ts';

/** Beside the dangers of everything that is sent: it is listed before anything is sent again, and a session knows nothing of it. */
const NO_ANSWER = { id: 'NO-ANSWER', sentence: 'It never came back when it was recorded.' };

/** A row as it was recorded; its payload may be absent, `bytes` counts it. */
interface Recorded {
  readonly row: RequestRow;
  readonly burst?: BurstSpec;
}

/** Why a recorded request deserves a second look before it is sent again; undefined when it does not. Judged by the function it went to. */
export function dangerOf(recorded: Recorded, target: KnownFunction): Danger | undefined {
  const { seq, kind, error } = recorded.row;
  const found = [...shared(recorded, target), ...(error?.code === 'no-answer' ? [NO_ANSWER] : [])];
  if (found.length === 0) return undefined;
  return { seq, kind, ids: found.map(({ id }) => id), why: found.map(({ sentence }) => sentence).join(' ') };
}

function shared({ row, burst }: Recorded, target: KnownFunction) {
  if (burst) return dangersOfBurst(burst, target);
  const request = requestOf(row);
  return request ? dangersOf(request, target) : [];
}

/** The request with a payload of the recorded length: dangers look at places, not at bytes. */
function requestOf({ kind, request, bytes }: RequestRow): Request | undefined {
  const { data: _cut, ...fields } = request;
  const inline = WITH_DATA.has(kind) && !('from' in fields);
  const parsed = requestSchema.safeParse({ kind, ...fields, ...(inline ? { data: new Uint8Array(bytes) } : {}) });
  return parsed.success ? parsed.data : undefined;
}

const WITH_DATA: ReadonlySet<string> = new Set(['pcistb', 'region.write', 'config.write']);
