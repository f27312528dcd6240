import { type BurstSpec, burstSpecSchema, type Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import { wasSent } from '../../contract/copying/step.ts';
import { answeredOf } from '../compare/answered.ts';
import { Around } from '../copying/copied-rows.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import { eachChunk } from '../player/each-chunk.ts';
import type { ReadEnd } from '../player/read-recording.ts';
import { recordedRow } from '../player/recorded-row.ts';

/** A chosen row of a recording that can be sent again, with all its bytes. */
export interface Chosen {
  readonly row: RequestRow;
  /** What became of it. */
  readonly then: Answered;
  /** Of a burst: as it was asked for, and as many operations as it made. */
  readonly burst?: BurstSpec;
}

/** Reads the chosen rows of a recording in order, in bounded memory. */
export class ChosenRows {
  readonly around: Around;
  snapshot: Snapshot | undefined;
  /** Chosen rows that cannot be sent. */
  leftOut = 0;
  end: ReadEnd | undefined;
  readonly #path: string;
  readonly #matches: (row: RequestRow) => boolean;
  #started = false;
  #spec: unknown;

  constructor(path: string, matches: (row: RequestRow) => boolean) {
    this.#path = path;
    this.#matches = matches;
    this.around = new Around(path);
  }

  /** Throws as opening a recording does. While the first is handed out, `around` is as it was before it. */
  async *rows(): AsyncGenerator<Chosen> {
    const ended = (end: ReadEnd) => {
      this.end = end;
    };
    for await (const { messages } of eachChunk(this.#path, ended))
      for (const played of messages) {
        const chosen = this.#chosen(played);
        if (chosen) yield chosen;
        this.#started ||= chosen !== undefined;
        this.#follow(played);
      }
  }

  #chosen(played: PlayedMessage): Chosen | undefined {
    const row = recordedRow(played, Number.POSITIVE_INFINITY);
    if (!row || !this.#matches(row)) return undefined;
    const then = answeredOf(played, this.snapshot)!;
    if (wasSent(row)) return { row, then };
    const burst = row.kind.startsWith('burst ') ? this.#burst(row) : undefined;
    if (!burst) this.leftOut += 1;
    return burst && { row, then, burst };
  }

  #burst({ count }: RequestRow): BurstSpec | undefined {
    const { seconds: _seconds, ...spec } = (this.#spec ?? {}) as Record<string, unknown>;
    const parsed = burstSpecSchema.safeParse({ ...spec, count });
    return parsed.success ? parsed.data : undefined;
  }

  #follow(played: PlayedMessage): void {
    if (played.topic === 'session') this.snapshot = played.message.snapshot;
    if (played.topic === 'burst') this.#spec = played.message.spec;
    if (this.#started) this.around.hear(played);
    else this.around.follow(played, recordedRow(played));
  }
}
