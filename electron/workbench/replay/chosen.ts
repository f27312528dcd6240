import { type BurstSpec, burstSpecSchema, type Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import { wasSent } from '../../contract/copying/step.ts';
import { answeredOf } from '../compare/answered.ts';
import { Around } from '../copying/copied-rows.ts';
import type { ChunkReader, RawMessage } from '../player/chunk-reader.ts';
import { lightMessage } from '../player/light-message.ts';
import { lookIntoRecording } from '../player/look-into-recording.ts';
import type { ReadEnd } from '../player/read-recording.ts';
import { recordedRow } from '../player/recorded-row.ts';

/** A chosen row of a recording that can be sent again. */
export interface Chosen {
  /** Without its payload. */
  readonly row: RequestRow;
  /** Of a burst: as it was asked for, and as many operations as it made. */
  readonly burst?: BurstSpec;
  /** The row with all its bytes, and what became of it; valid until the next one is asked for. Throws `damaged-file`. */
  whole(): { row: RequestRow; before: Answered };
}

interface Looked {
  readonly raw: RawMessage;
  /** Of a request or mark. */
  readonly row?: RequestRow;
  readonly reader: ChunkReader;
}

/** Who and what is around the rows, once the first of them is known. */
const NAMING: ReadonlySet<string> = new Set(['session', 'event', 'burst']);

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
    for await (const { messages } of lookIntoRecording(this.#path, lightly, ended))
      for (const looked of messages) {
        const chosen = this.#chosen(looked);
        if (chosen) yield chosen;
        this.#started ||= chosen !== undefined;
        this.#follow(looked);
      }
  }

  #chosen({ raw, row, reader }: Looked): Chosen | undefined {
    if (!row || !this.#matches(row)) return undefined;
    const whole = () => {
      const played = reader.play(raw);
      const row = recordedRow(played, Number.POSITIVE_INFINITY)!;
      return { row, before: answeredOf(played, this.snapshot)! };
    };
    if (wasSent(row)) return { row, whole };
    const burst = row.kind.startsWith('burst ') ? this.#burst(row) : undefined;
    if (!burst) this.leftOut += 1;
    return burst && { row, burst, whole };
  }

  #burst({ count }: RequestRow): BurstSpec | undefined {
    const { seconds: _seconds, ...spec } = (this.#spec ?? {}) as Record<string, unknown>;
    const parsed = burstSpecSchema.safeParse({ ...spec, count });
    return parsed.success ? parsed.data : undefined;
  }

  #follow({ raw, row, reader }: Looked): void {
    const isElsewhere = row !== undefined && row.on !== undefined;
    if (!NAMING.has(raw.topic) && (this.#started || (row && !isElsewhere))) return;
    const played = reader.play(raw);
    if (played.topic === 'session') this.snapshot = played.message.snapshot;
    if (played.topic === 'burst') this.#spec = played.message.spec;
    if (this.#started) this.around.hear(played);
    else this.around.follow(played, recordedRow(played));
  }
}

const lightly = (reader: ChunkReader) => (chunk: Uint8Array) =>
  reader.rawMessages(chunk).map((raw): Looked => {
    const isRow = raw.topic === 'request' || raw.topic === 'mark';
    return { raw, row: isRow ? lightMessage(reader, raw).row : undefined, reader };
  });
