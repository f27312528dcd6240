import { firstStart } from '../../../native-bridge/contract/throughput/columns.ts';
import { Slicer } from '../../../native-bridge/contract/throughput/slicer.ts';
import type { ThroughputReach } from '../../contract/app-contract.ts';
import type { RecordedMessage, Topic } from '../recorder/messages.ts';
import { type BurstKind, spanOf } from '../throughput/span.ts';
import type { Slices, Stretch } from '../throughput/span-log.ts';
import { Throughput } from '../throughput/throughput.ts';
import { Breath } from './breath.ts';
import { holds } from './holds.ts';
import type { LoadedChunk } from './loaded-chunk.ts';
import type { RecordingFile } from './recording-file.ts';

/** A recording does not grow while it is looked at: more of its detail is kept, twenty minutes in slices of 100 ms. */
const KEPT = 12_000;

/** Requests that are read for one answer: of a long recording the charts fill up as it is read. */
const ROWS_AN_ANSWER = 50_000;

/** Topics of messages that throughput is made of. */
const MEASURED: readonly Topic[] = ['request', 'burst', 'run'];

/** The throughput of a recording, of its bursts and of its single requests: made of its chunks when it is asked for first. */
export class RecordedThroughput {
  readonly #file: RecordingFile;
  readonly #rowsAnAnswer: number;
  readonly #throughput = new Throughput(KEPT);
  readonly #slicers = new Map<number, Slicer>();
  #making: Promise<void> = Promise.resolve();
  /** Where the last chunk lies that was read: which number it has changes when others are left out. */
  #readTo = -1;
  #stopped = false;

  constructor(file: RecordingFile, rowsAnAnswer = ROWS_AN_ANSWER) {
    this.#file = file;
    this.#rowsAnAnswer = rowsAnAnswer;
  }

  /** Of the chunks that were read by now: of all that are known, unless there is `more` to read. */
  async slices(stretch: Stretch): Promise<Slices> {
    this.#making = this.#making.then(() => this.#file.reading(() => this.#make()));
    await this.#making;
    const { table } = this.#file;
    const more = table.behind(this.#readTo) < table.length;
    return { ...this.#throughput.slices(stretch), ...(more && { more }) };
  }

  /** As far as it was made by now. */
  get reach(): ThroughputReach | undefined {
    return this.#throughput.reach;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #make(): Promise<void> {
    const breath = new Breath();
    const { table } = this.#file;
    const end = table.firstRow(table.behind(this.#readTo)) + this.#rowsAnAnswer;
    for (let next = table.behind(this.#readTo); next < table.length; next = table.behind(this.#readTo)) {
      if (this.#stopped) break;
      if (table.firstRow(next) >= end) return;
      const entry = table.entry(next);
      if (MEASURED.some((topic) => holds(entry, topic))) {
        const chunk = await this.#file.chunk(next);
        for (const take of await this.#read(chunk, breath)) take();
      }
      this.#readTo = entry.offset;
    }
    if (this.#file.indexing) return;
    for (const slicer of this.#slicers.values()) slicer.end();
    this.#slicers.clear();
  }

  /** What a chunk gives, to be taken when all of it could be read: one that turns out to be damaged counts nowhere. */
  async #read(chunk: LoadedChunk, breath: Breath): Promise<(() => void)[]> {
    const taking: (() => void)[] = [];
    for (let place = 0; place < chunk.length; place++) {
      if (breath.due) await breath.take();
      const take = this.#look(chunk, place);
      if (take) taking.push(take);
    }
    return taking;
  }

  #look(chunk: LoadedChunk, place: number): (() => void) | undefined {
    const topic = chunk.topic(place);
    if (topic === 'request') {
      const row = chunk.light(place).row!;
      return () => this.#throughput.request(row);
    }
    const played = topic === 'burst' || topic === 'run' ? chunk.play(place) : undefined;
    if (played?.topic === 'burst') return () => this.#add(played.message);
    if (played?.topic === 'run' && played.message.state === 'begun') return () => this.#throughput.begin();
    return undefined;
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
    return new Slicer((slice) => this.#throughput.burst(spanOf(slice, slice.startNs + offset, kind)));
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
