import type { ThroughputSlice } from '../../contract/app-contract.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { firstStart } from '../throughput/columns.ts';
import { SliceLog } from '../throughput/slice-log.ts';
import { Slicer } from '../throughput/slicer.ts';
import { Breath } from './breath.ts';
import { holds } from './cursor/walk.ts';
import type { RecordingFile } from './recording-file.ts';

/** The throughput of the bursts of a recording: made of its chunks with bursts when it is asked for first. */
export class BurstSlices {
  readonly #file: RecordingFile;
  readonly #log = new SliceLog();
  readonly #slicers = new Map<number, Slicer>();
  #making: Promise<void> = Promise.resolve();
  #next = 0;
  #stopped = false;

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  /** Of all chunks that are known. */
  async slices(): Promise<ThroughputSlice[]> {
    this.#making = this.#making.then(() => this.#file.reading(() => this.#make()));
    await this.#making;
    return this.#log.slices;
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
    const offset = message.atNs - (firstStart(message) ?? message.atNs);
    const slicer = this.#slicers.get(message.burst) ?? this.#newSlicer(offset);
    this.#slicers.set(message.burst, slicer);
    slicer.add(message);
    if (!message.done) return;
    slicer.end();
    this.#slicers.delete(message.burst);
  }

  #newSlicer(offset: bigint): Slicer {
    return new Slicer(
      (targetNs) => targetNs + offset,
      (slice) => this.#log.add(slice),
    );
  }
}
