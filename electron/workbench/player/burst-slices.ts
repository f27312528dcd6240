import { firstStart } from '../../../native-bridge/contract/throughput/columns.ts';
import { Slicer } from '../../../native-bridge/contract/throughput/slicer.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { type BurstKind, spanOf } from '../throughput/span.ts';
import { type Slices, SpanLog, type Stretch } from '../throughput/span-log.ts';
import { Breath } from './breath.ts';
import { holds } from './cursor/walk.ts';
import type { RecordingFile } from './recording-file.ts';

/** A recording does not grow while it is looked at: more of its detail is kept, twenty minutes in slices of 100 ms. */
const KEPT = 12_000;

/** The throughput of the bursts of a recording: made of its chunks with bursts when it is asked for first. */
export class BurstSlices {
  readonly #file: RecordingFile;
  readonly log = new SpanLog(KEPT);
  readonly #slicers = new Map<number, Slicer>();
  #making: Promise<void> = Promise.resolve();
  #next = 0;
  #stopped = false;

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  /** Of all chunks that are known. */
  async slices(stretch: Stretch): Promise<Slices> {
    this.#making = this.#making.then(() => this.#file.reading(() => this.#make()));
    await this.#making;
    return this.log.slices(stretch);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #make(): Promise<void> {
    const breath = new Breath();
    for (; this.#next < this.#file.table.length && !this.#stopped; this.#next++) {
      if (!holds(this.#file.table.entry(this.#next), 'burst')) continue;
      const chunk = await this.#file.chunk(this.#next);
      for (let place = 0; place < chunk.length; place++) {
        if (breath.due) await breath.take();
        const played = chunk.topic(place) === 'burst' ? chunk.play(place) : undefined;
        if (played?.topic === 'burst') this.#add(played.message);
      }
    }
    if (this.#file.indexing) return;
    for (const slicer of this.#slicers.values()) slicer.end();
    this.#slicers.clear();
  }

  #add(message: RecordedMessage<'burst'>): void {
    const slicer = this.#slicers.get(message.burst) ?? this.#newSlicer(message);
    this.#slicers.set(message.burst, slicer);
    slicer.add(message);
    if (!message.done) return;
    slicer.end();
    this.#slicers.delete(message.burst);
  }

  #newSlicer(message: RecordedMessage<'burst'>): Slicer {
    const kind = kindOf(message);
    const offset = message.atNs - (firstStart(message) ?? message.atNs);
    return new Slicer((slice) => this.log.add(spanOf(slice, slice.startNs + offset, kind)));
  }
}

function kindOf({
  burst,
  spec,
  path = spec.path as string | undefined,
  modelled,
}: RecordedMessage<'burst'>): BurstKind {
  return { burst, op: String(spec.op), path: path === undefined ? undefined : String(path), modelled };
}
