import { basename } from 'node:path';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { existingFileSize } from '../files/existing-file.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import { damageNote } from '../player/damage-note.ts';
import { refuseLaterFormat } from '../player/later-format.ts';
import { type PlayedChunk, type ReadEnd, readRecording } from '../player/read-recording.ts';
import type { Exporter, ExportFormat } from './format.ts';
import { Gathered, type Output } from './output.ts';

export interface ExportRun {
  /** Every operation of a burst, not only its totals. */
  readonly operations?: boolean;
  /** Ends the export: nothing of it stays, and it throws `stopped`. */
  readonly signal?: AbortSignal;
  /** Called after each chunk with how much of the recording is read, bytes. */
  readonly progress?: (done: number, total: number) => void;
}

/** What was exported. */
export interface Exported {
  /** Requests and marks. */
  readonly requests: number;
  /** Bytes written. */
  readonly bytes: number;
  /** Of a recording that is damaged: what could be read is exported all the same. */
  readonly damage?: ErrorInfo;
}

/**
 * Writes the recording at `path` to `output`, chunk by chunk, in memory that does not grow with its length. Throws `no-such-file`,
 * `damaged-file` when nothing can be read, `future-version`, `absent`, `write-failed`, `stopped`; then nothing of the output stays.
 */
export async function exportRecording(
  path: string,
  format: ExportFormat,
  output: Output,
  run: ExportRun = {},
): Promise<Exported> {
  try {
    const exported = await writeAll(path, format, new Gathered(output), run);
    await output.finish();
    return exported;
  } catch (thrown) {
    await output.discard();
    throw thrown;
  }
}

async function writeAll(path: string, format: ExportFormat, out: Gathered, run: ExportRun): Promise<Exported> {
  const total = await existingFileSize(path, 'recording');
  const exporter = format.start({ recording: basename(path), operations: run.operations ?? false });
  const count = new RequestCount();
  const chunks = readRecording(path);
  try {
    let next = await chunks.next();
    for (; !next.done; next = await chunks.next()) {
      await writeChunk(next.value, { path, exporter, count, out, signal: run.signal });
      run.progress?.(next.value.offset + next.value.length, total);
    }
    const damage = damageOf(path, next.value, count);
    for (const piece of exporter.end()) await out.add(piece);
    await out.flush();
    return { requests: count.rows, bytes: out.bytes, damage };
  } finally {
    await chunks.return({ damage: [], whole: true, foreign: 0 });
  }
}

interface Writing {
  readonly path: string;
  readonly exporter: Exporter;
  readonly count: RequestCount;
  readonly out: Gathered;
  readonly signal?: AbortSignal;
}

async function writeChunk({ messages }: PlayedChunk, { path, exporter, count, out, signal }: Writing): Promise<void> {
  for (const played of messages) {
    if (played.topic === 'session') refuseLaterFormat(path, played.message);
    count.add(played);
    for (const piece of exporter.take(played)) {
      if (signal?.aborted) throw stopped();
      await out.add(piece);
    }
  }
  if (signal?.aborted) throw stopped();
}

/** Requests and marks that were read, and those missing between them. */
class RequestCount {
  rows = 0;
  missing = 0;
  messages = 0;
  #nextSeq = 0;

  add({ topic, message }: PlayedMessage): void {
    this.messages += 1;
    if (topic !== 'request' && topic !== 'mark') return;
    this.rows += 1;
    this.missing += Math.max(message.seq - this.#nextSeq, 0);
    this.#nextSeq = message.seq + 1;
  }
}

function damageOf(path: string, end: ReadEnd, count: RequestCount): ErrorInfo | undefined {
  const damage = damageNote(path, end, count);
  if (damage && count.messages === 0) throw new WorkbenchError(damage);
  return damage;
}

const stopped = () => new WorkbenchError({ code: 'stopped', message: 'The export was stopped; nothing of it stays.' });
