import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { Program } from '../../contract/program.ts';
import { evaluate } from '../../contract/programs/expression.ts';
import type { RequestStep } from '../../contract/programs/resolve.ts';
import { placedSteps } from '../../contract/programs/steps.ts';
import { initialVariables } from '../../contract/programs/walk.ts';
import type { RunStep } from './run.ts';

/** Failures that are kept; more are counted. */
export const MAX_FAILURES = 1000;

/** Counts what a run did, in memory that does not grow with it. */
export class RunTally {
  readonly failures: RunStep[] = [];
  done = 0;
  requests = 0;
  failed = 0;
  readonly #latencies = new Map<string, LatencyHistogram>();

  /** Latencies are kept of the steps whose percentiles are limited. */
  constructor({ steps }: Program) {
    for (const { step, path } of placedSteps(steps))
      if ((step as RequestStep).expect?.percentiles) this.#latencies.set(path, new LatencyHistogram());
  }

  add(step: RunStep): void {
    this.done += 1;
    if (step.kind !== 'pause') this.requests += 1;
    if (step.outcome) this.#latencies.get(step.path)?.add(Number(step.outcome.durationNs));
    if (step.failure) this.fail(step);
  }

  fail(step: RunStep): void {
    this.failed += 1;
    if (this.failures.length < MAX_FAILURES) this.failures.push(step);
  }

  /** Steps whose latencies over the whole run were not as expected. Throws `bad-program` for a limit that is none. */
  *slow(program: Program): Generator<RunStep> {
    const variables = initialVariables(program);
    for (const { step, path } of placedSteps(program.steps)) {
      const latencies = this.#latencies.get(path);
      if (!latencies?.count) continue;
      for (const { percentile, maxNs } of (step as RequestStep).expect?.percentiles ?? []) {
        const limit = evaluate(maxNs, variables);
        const was = latencies.percentile(percentile / 100);
        if (was <= limit) continue;
        const [expected, got] = [`at most ${limit} ns`, `${was} ns`];
        const failure = `p${percentile} of ${latencies.count} latencies: expected ${expected}, got ${got}`;
        yield { path, kind: step.kind, name: step.name, failure, expected, got };
      }
    }
  }
}
