import type { CountSample } from '../../../contract/measurement/messages.ts';
import { Breath } from '../breath.ts';
import { holds } from '../holds.ts';
import type { LoadedChunk } from '../loaded-chunk.ts';
import type { RecordingFile } from '../recording-file.ts';
import { type Place, placesOf } from './place.ts';

/** Chunks with samples that are read for one place, the newest always among them. */
const MOST_CHUNKS = 256;

/** Samples that are told of one place. */
const MOST_SAMPLES = 1000;

/** Samples that are kept, so that going back and forth does not read their chunks again. */
const MOST_KEPT = 4 * MOST_SAMPLES;

interface Counted {
  /** Among the messages of its chunk. */
  readonly place: number;
  readonly sample: CountSample;
}

/** What the function counted of itself, and what was sent by then, up to any place of a recording. */
export class CountsAt {
  readonly #file: RecordingFile;
  readonly #counted = new Map<number, readonly Counted[]>();
  #kept = 0;
  /** Chunks with samples among the first `#looked` of the table, while as many chunks are left out. */
  #holding: number[] = [];
  #looked = 0;
  #leftOut = 0;

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  /** The samples before a place, oldest first. Of very many it is every second chunk's, every fourth's and so on, and the newest. */
  async at(end: Place): Promise<CountSample[]> {
    const breath = new Breath();
    const samples: CountSample[] = [];
    for (const chunk of this.#chunksBefore(end)) {
      if (breath.due) await breath.take();
      for (const { place, sample } of await this.#countedIn(chunk))
        if (chunk < end.chunk || place < end.messages) samples.push(sample);
    }
    return samples.slice(-MOST_SAMPLES);
  }

  /** The same ones again when the cursor moves, as far as that can be: they are kept. */
  #chunksBefore(end: Place): number[] {
    this.#look();
    const holding = this.#holding.filter((chunk) => chunk <= end.chunk);
    let every = 1;
    while (holding.length / every > MOST_CHUNKS) every *= 2;
    // The chunk the cursor is in may hold samples behind it only: the one before counts as newest too.
    return holding.filter((_, index) => index % every === 0 || index >= holding.length - 2);
  }

  #look(): void {
    const { table, leftOut } = this.#file;
    if (leftOut !== this.#leftOut) [this.#holding, this.#looked, this.#leftOut] = [[], 0, leftOut];
    for (; this.#looked < table.length; this.#looked++)
      if (holds(table.entry(this.#looked), 'measurement')) this.#holding.push(this.#looked);
  }

  async #countedIn(at: number): Promise<readonly Counted[]> {
    const offset = this.#file.table.offset(at);
    const known = this.#counted.get(offset);
    if (known) return known;
    const counted = countedIn(await this.#file.chunk(at));
    this.#kept += counted.length;
    if (this.#kept <= MOST_KEPT) this.#counted.set(offset, counted);
    return counted;
  }
}

const countedIn = (chunk: LoadedChunk): Counted[] =>
  placesOf(chunk).flatMap((place) => {
    const played = chunk.topic(place) === 'measurement' ? chunk.play(place) : undefined;
    return played?.topic === 'measurement' ? [{ place, sample: played.message }] : [];
  });
