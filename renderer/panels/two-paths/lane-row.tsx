import { useMemo } from 'react';
import { type Lane, lanePath, pieceOf, storesOf } from '../../../electron/contract/two-paths/lanes.ts';
import { payloadOf } from '../../../electron/contract/two-paths/program.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { TwoPathsRun } from '../../store/two-paths.ts';
import { byteRateText, bytesText, countText, durationText } from '../../text/quantities.ts';
import { PeerMemory } from './peer-memory.tsx';
import { sentence } from './sentence.ts';
import { storesBy, type Timeline } from './timeline.ts';
import styles from './two-paths.module.css';
import { Order, Wire } from './wire.tsx';

interface LaneRowProps {
  readonly lane: Lane;
  readonly length: number;
  readonly snapshot: Snapshot;
  readonly run?: TwoPathsRun;
  readonly timeline: Timeline;
  readonly span: number;
  readonly atNs: number;
}

/** One way to store the payload: how many operations, their order on the wire, what arrived, and what to make of it. */
export function LaneRow(props: LaneRowProps) {
  const { lane, length, snapshot, run } = props;
  const way = lanePath(lane, snapshot);
  const result = run?.lanes[lane.id];
  return (
    <section className={styles.lane} data-lane={lane.id} data-testid={`lane-${lane.id}`} aria-label={lane.title}>
      {result && run ? (
        <Shown {...props} result={result} run={run} />
      ) : (
        <>
          <Count title={lane.title} big={'missing' in way ? '—' : countText(storesOf(lane, length))} small="to send" />
          <p className={styles.waiting}>
            {'missing' in way ? way.missing : `${bytesText(pieceOf(lane, length))} a store, through ${way.path}.`}
          </p>
        </>
      )}
    </section>
  );
}

function Count({ title, big, small }: { readonly title: string; readonly big: string; readonly small: string }) {
  return (
    <header className={styles.count}>
      <h3>{title}</h3>
      <strong data-testid="operations">{big}</strong>
      <small>{small}</small>
    </header>
  );
}

type Result = NonNullable<TwoPathsRun['lanes']['whole']>;

function Shown({
  lane,
  run,
  result,
  timeline,
  span,
  atNs,
}: LaneRowProps & { readonly run: TwoPathsRun; readonly result: Result }) {
  const { order } = run;
  const payload = useMemo(() => payloadOf(order), [order]);
  const { operations } = result;
  const words = sentence(result, payload);
  const piece = pieceOf(lane, order.length);
  const done = storesBy(timeline, atNs);
  const all = operations.reduce((sum, one) => sum + one.operations, 0);
  const sofar = operations.slice(0, done).reduce((sum, one) => sum + one.operations, 0);
  return (
    <>
      <Count
        title={lane.title}
        big={countText(sofar)}
        small={sofar < all ? `of ${countText(all)} operations` : all === 1 ? 'device operation' : 'device operations'}
      />
      <div className={styles.picture}>
        <Wire timeline={timeline} span={span} atNs={atNs} piece={piece} done={done} />
        <Order stores={operations.length} piece={piece} done={done} />
        {order.peer !== undefined && <PeerMemory operations={operations} done={done} piece={piece} payload={payload} />}
      </div>
      <div className={styles.outcome}>
        <Facts result={result} timeline={timeline} done={done} all={all} length={order.length} />
        <p className={styles.sentence} data-failed={result.error !== undefined || undefined} title={words}>
          {words}
        </p>
      </div>
    </>
  );
}

interface FactsProps {
  readonly result: Result;
  readonly timeline: Timeline;
  readonly done: number;
  readonly all: number;
  readonly length: number;
}

function Facts({ result: { signals, operations, done: over }, timeline, done, all, length }: FactsProps) {
  const told = signals && (done === 0 ? 0 : done === operations.length ? (signals.all ?? signals.first) : undefined);
  return (
    <dl className={styles.facts}>
      <dt>time</dt>
      <dd>{durationText(timeline.total)}</dd>
      <dt>per operation</dt>
      <dd>{over && all > 0 ? bytesText(length / all) : '–'}</dd>
      <dt>rate</dt>
      <dd>{over && timeline.total > 0 ? byteRateText((length / timeline.total) * 1e9) : '–'}</dd>
      {signals && (
        <>
          <dt>signals</dt>
          <dd>{told === undefined ? `${signals.first} or more` : countText(told)}</dd>
        </>
      )}
    </dl>
  );
}
