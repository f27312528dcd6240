import { useRef, useState } from 'react';
import type { RequestRow } from '../../../../electron/contract/app-contract.ts';
import { errnoName } from '../../../../native-bridge/abi/errno.ts';
import type { Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { countOf, countText } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { ByteDiff } from '../../../widgets/byte-diff/byte-diff.tsx';
import { NumberField } from '../../../widgets/number-field/number-field.tsx';
import { parseNumber } from '../../../widgets/number-field/number-text.ts';
import { reading } from '../../../widgets/number-field/reading.ts';
import type { LastResult } from '../result-view.tsx';
import styles from './readback.module.css';
import { MOST_READ, waysBack, writtenBytes } from './ways.ts';

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly done: number; readonly total: number }
  | { readonly is: 'read'; readonly nth: number; readonly bytes: Uint8Array; readonly problem?: string };

const join = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const failureOf = ({ status, errno, error }: RequestRow) => error?.message ?? (errno ? errnoName(errno) : status);

/** Sends the reads one after another until one fails or it is stopped. */
function useReading() {
  const { send } = useActions();
  const [state, setState] = useState<State>({ is: 'idle' });
  const stopped = useRef(false);
  const count = useRef(0);
  const read = async (requests: readonly Request[], session: string) => {
    stopped.current = false;
    const parts: Uint8Array[] = [];
    let problem: string | undefined;
    for (const [done, request] of requests.entries()) {
      setState({ is: 'reading', done, total: requests.length });
      const row = stopped.current ? undefined : await send(request, session);
      if (row?.status === 'ok' && row.data) parts.push(row.data);
      else {
        const why = stopped.current ? 'was stopped' : `ended with ${row ? failureOf(row) : 'no answer'}`;
        problem = `Reading ${why} after ${done} of ${countOf(requests.length, 'read')}.`;
        break;
      }
    }
    count.current += 1;
    setState({ is: 'read', nth: count.current, bytes: join(parts), problem });
  };
  const stop = () => {
    stopped.current = true;
  };
  return { state, read, stop };
}

function placeProblem(text: string): string | undefined {
  const place = parseNumber(text);
  return place === undefined || place > BigInt(Number.MAX_SAFE_INTEGER) ? 'Where in the buffer? A number.' : undefined;
}

/** Reads back what a store wrote, when asked to, and shows it against what was written. */
export function ReadBack({ last }: { readonly last: LastResult }) {
  const { row, request, session } = last;
  const sessions = useStore((state) => state.sessions);
  const ways = waysBack(request, session, sessions);
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const { state, read, stop } = useReading();
  const written = writtenBytes(request, row);
  const way = ways.find(({ id }) => id === chosen) ?? ways[0];
  if (!way || !written?.length || row.status !== 'ok') return null;
  const place = typed ?? `0x${(way.at ?? 0).toString(16)}`;
  const problem = way.at === undefined ? undefined : placeProblem(place);
  const requests = problem ? [] : way.reads(written.length, Number(parseNumber(place) ?? 0n));
  return (
    <section className={styles.readback} aria-label="Read back" data-testid="read-back">
      <h3>Read back and compare</h3>
      <label className={styles.way}>
        <span>from</span>
        <select aria-label="Where to read back from" value={way.id} onChange={(event) => setChosen(event.target.value)}>
          {ways.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {way.at !== undefined && (
        <NumberField
          label="at"
          text={place}
          onText={setTyped}
          hint={problem ? undefined : reading(parseNumber(place)!, place, 'bytes')}
          problem={problem}
          step={8n}
          page={4096n}
        />
      )}
      <div className={styles.line}>
        {state.is === 'reading' ? (
          <Action onClick={stop}>{`Stop at ${state.done} of ${state.total}`}</Action>
        ) : (
          <Action reason={problem} onClick={() => void read(requests, way.session)}>
            {`Read back: ${countOf(requests.length, 'read')}`}
          </Action>
        )}
        <span className={styles.dim}>
          Reading may change the device: it is sent only by this button, and recorded.
          {row.bytes > MOST_READ && ` The first ${countText(MOST_READ)} bytes are compared.`}
        </span>
      </div>
      {state.is === 'read' && state.problem && <p className={styles.problem}>{state.problem}</p>}
      {state.is === 'read' && state.bytes.length > 0 && (
        <ByteDiff
          key={state.nth}
          titles={['written', 'read back']}
          left={state.problem ? written.subarray(0, state.bytes.length) : written}
          right={state.bytes}
        />
      )}
    </section>
  );
}
