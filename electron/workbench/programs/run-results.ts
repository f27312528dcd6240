import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { Program } from '../../contract/program.ts';
import { type RowSet, rowSet } from '../../contract/programs/rows.ts';
import type { StepRow, StepTotal } from '../../contract/programs/run-results.ts';
import type { RunStep } from './run.ts';
import { MAX_FAILURES } from './run-tally.ts';

/** Steps of a run that are kept; older ones live on in the totals, and in a recording. */
export const MAX_RESULTS = 50_000;

/** Steps of a program of which totals are kept. */
const MAX_TOTALS = 500;

type Kept = Omit<StepRow, 'values'>;

interface Total {
  readonly told: Pick<StepTotal, 'path' | 'kind' | 'name'>;
  count: number;
  failed: number;
  readonly errnos: Map<number, number>;
  readonly latencies: LatencyHistogram;
}

/** How the steps of one run went: the newest ones, the first failed ones, and totals of each step. Bounded. */
export class RunResults {
  readonly #rows: RowSet;
  #kept: Kept[] = [];
  readonly #failures: Kept[] = [];
  readonly #totals = new Map<string, Total>();
  total = 0;
  failed = 0;

  constructor(program: Program) {
    this.#rows = rowSet(program);
  }

  add(step: RunStep): void {
    const kept = keptOf(step, this.total);
    this.total += 1;
    this.#kept.push(kept);
    if (this.#kept.length >= 2 * MAX_RESULTS) this.#kept = this.#kept.slice(-MAX_RESULTS);
    if (kept.failure) this.failed += 1;
    if (kept.failure && this.#failures.length < MAX_FAILURES) this.#failures.push(kept);
    this.#count(kept);
  }

  /** Place of the oldest step that is kept. */
  get first(): number {
    return this.total - Math.min(this.#kept.length, MAX_RESULTS);
  }

  /** Steps from place `from`, or failed steps from number `from`. */
  page(from: number, count: number, failed: boolean): StepRow[] {
    if (failed) return this.#failures.slice(from, from + count).map((kept) => this.#told(kept));
    const start = this.#kept.length - (this.total - Math.max(from, this.first));
    return this.#kept.slice(start, start + count).map((kept) => this.#told(kept));
  }

  /** Failed steps that are kept. */
  get failures(): number {
    return this.#failures.length;
  }

  /** Failed steps that are kept only as such, then every step that is. */
  *all(): Generator<StepRow> {
    for (const kept of this.#failures) if (kept.at < this.first) yield this.#told(kept);
    for (const kept of this.#kept.slice(this.#kept.length - (this.total - this.first))) yield this.#told(kept);
  }

  /** The step whose request has this number in the session. */
  bySeq(seq: number): StepRow | undefined {
    const kept = this.#kept.findLast((one) => one.seq === seq);
    return kept && this.#told(kept);
  }

  totals(): StepTotal[] {
    return [...this.#totals.values()].map(({ told, count, failed, errnos, latencies }) => ({
      ...told,
      count,
      failed,
      errnos: [...errnos].map(([errno, times]) => ({ errno, count: times })),
      ...(latencies.count > 0 && {
        p50: latencies.percentile(0.5),
        p99: latencies.percentile(0.99),
        max: latencies.max,
      }),
    }));
  }

  #told(kept: Kept): StepRow {
    const values = kept.row === undefined || this.#rows.names.length === 0 ? undefined : this.#rows.at(kept.row);
    return values ? { ...kept, values: Object.fromEntries(values) } : kept;
  }

  #count({ path, kind, name, failure, status, errno, durationNs }: Kept): void {
    if (!this.#totals.has(path) && this.#totals.size >= MAX_TOTALS) return;
    const total = this.#totals.get(path) ?? newTotal({ path, kind, name });
    this.#totals.set(path, total);
    total.count += 1;
    if (failure) total.failed += 1;
    if (status === 'errno' && errno) total.errnos.set(errno, (total.errnos.get(errno) ?? 0) + 1);
    if (durationNs !== undefined) total.latencies.add(Number(durationNs));
  }
}

const newTotal = (told: Total['told']): Total => ({
  ...{ told, count: 0, failed: 0 },
  errnos: new Map(),
  latencies: new LatencyHistogram(),
});

/** A step at its place in the run, with the variables of its row. */
export const rowOf = (step: RunStep, at: number): StepRow => ({
  ...keptOf(step, at),
  values: step.values?.size ? Object.fromEntries(step.values) : undefined,
});

function keptOf({ outcome, values: _values, error: _error, ...step }: RunStep, at: number): Kept {
  const { status, errno, durationNs } = outcome ?? {};
  return { ...step, at, status, errno: errno || undefined, durationNs };
}
