import type { ThroughputReach } from '../../contract/app-contract.ts';
import { RequestSpans, type SlicedRow } from './request-spans.ts';
import type { Span } from './span.ts';
import { type Slices, SpanLog, type Stretch } from './span-log.ts';

/** The throughput of a session: of its bursts, which come in slices, and of its single requests. */
export class Throughput {
  readonly #log: SpanLog;
  readonly #requests: RequestSpans;

  /** `kept`: as of SpanLog. */
  constructor(kept?: number) {
    this.#log = new SpanLog(kept);
    this.#requests = new RequestSpans((span) => this.#log.add(span));
  }

  /** A single request; false when it is none that counts. */
  request(row: SlicedRow): boolean {
    return this.#requests.add(row);
  }

  /** A slice of a burst. */
  burst(span: Span): void {
    this.#requests.flush();
    this.#log.add(span);
  }

  /** A run of a program begins. */
  begin(): void {
    this.#requests.end();
    this.#log.begin();
  }

  /** Spans that are kept, for tests of the bound. */
  get size(): number {
    return this.#log.size;
  }

  slices(stretch: Stretch): Slices {
    this.#requests.flush();
    return this.#log.slices(stretch);
  }

  get reach(): ThroughputReach | undefined {
    this.#requests.flush();
    return this.#log.reach;
  }
}
