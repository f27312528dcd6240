import { EMPTY_STATE, type LiveState } from '../../../../native-bridge/contract/bridge-contract.ts';
import { FollowedState } from '../../../../native-bridge/contract/state-change.ts';
import type { ChunkEntry } from '../../recorder/row-index.ts';
import { holds } from '../holds.ts';
import { recordedState } from '../recorded-state.ts';
import type { RecordingFile } from '../recording-file.ts';
import { isBefore, type Place } from './place.ts';
import { backwards, forwards, type Met, nameOf } from './walk.ts';

/** A state that was followed from a whole one at `start` up to `upTo`. */
interface Followed {
  /** Name of the message that told the whole state, and where its chunk lies; -1 for the beginning. */
  readonly start: string;
  readonly from: number;
  readonly state: FollowedState;
  readonly upTo: Pick<Place, 'chunk' | 'messages'>;
  /** Name of the last message that changed it. */
  readonly revision: string;
}

const BEGINNING = 'beginning';

/** IOVA map, buffers, budget and armed at any place: the last whole state before it, and what changed since. */
export class StateAt {
  readonly #file: RecordingFile;
  #last: Followed | undefined;
  #leftOut = 0;

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  async at(end: Place): Promise<{ state: LiveState; revision: string; from: number }> {
    const start = await this.#nearest(end);
    let { revision } = start;
    for await (const met of forwards(this.#file, start.upTo, end, changes))
      if (follow(start.state, met)) revision = nameOf(met);
    this.#last = { ...start, upTo: end, revision };
    return { state: start.state.state, revision, from: start.from };
  }

  /** What was asked for last, when `end` lies behind it with no whole state between; else the last whole state. */
  async #nearest(end: Place): Promise<Followed> {
    const whole = await this.#lastWhole(end);
    const start = whole ? nameOf(whole) : BEGINNING;
    const last = this.#file.leftOut === this.#leftOut ? this.#last : undefined;
    this.#leftOut = this.#file.leftOut;
    this.#last = undefined;
    if (last?.start === start && !isBefore(end, last.upTo)) return last;
    const upTo = whole ? { chunk: whole.at, messages: whole.place + 1 } : { chunk: 0, messages: 0 };
    const from = whole ? whole.chunk.entry.offset : -1;
    return { start, from, state: whole ? toldBy(whole) : new FollowedState(EMPTY_STATE), upTo, revision: start };
  }

  async #lastWhole(end: Place): Promise<Met | undefined> {
    for await (const met of backwards(this.#file, end, (entry) => holds(entry, 'state')))
      if (met.chunk.topic(met.place) === 'state') return met;
    return undefined;
  }
}

const changes = (entry: ChunkEntry) => holds(entry, 'change') || holds(entry, 'arm');

function toldBy({ chunk, place }: Met): FollowedState {
  const played = chunk.play(place);
  return played.topic === 'state' ? recordedState(played.message) : new FollowedState(EMPTY_STATE);
}

/** Works a message into the state; false when it changes nothing. */
function follow(state: FollowedState, { chunk, place }: Met): boolean {
  const topic = chunk.topic(place);
  if (topic !== 'change' && topic !== 'arm') return false;
  const played = chunk.play(place);
  if (played.topic === 'change') state.change(played.message);
  if (played.topic === 'arm') state.arm(played.message.armed);
  return true;
}
