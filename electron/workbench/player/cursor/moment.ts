import type { Snapshot } from '../../../../native-bridge/contract/bridge-contract.ts';
import type { Moment, Revision } from '../../../contract/recording-cursor.ts';
import { isError } from '../../rows/row-log.ts';
import { holds } from '../holds.ts';
import type { RecordingFile } from '../recording-file.ts';
import { ConfigAt } from './config-space.ts';
import { lostBefore } from './lost.ts';
import { type Cursor, type Place, placeOf, rowsBefore } from './place.ts';
import { StateAt } from './state.ts';
import { backwards, nameOf } from './walk.ts';

/** An open recording as of any cursor. */
export class Moments {
  readonly #file: RecordingFile;
  readonly state: StateAt;
  readonly #config: ConfigAt;

  constructor(file: RecordingFile) {
    this.#file = file;
    this.state = new StateAt(file);
    this.#config = new ConfigAt(file);
  }

  async stateAt(cursor: Cursor) {
    return this.state.at(await placeOf(this.#file, cursor));
  }

  /** What is `known` already is left out. */
  async at(cursor: Cursor, known: Partial<Revision> = {}): Promise<Moment> {
    const place = await placeOf(this.#file, cursor);
    const state = await this.state.at(place);
    const said = await snapshotAt(this.#file, place);
    const { config, from } = await this.#config.at(place, { ...said, config: said.snapshot.config });
    const snapshotFrom = said.at < 0 ? -1 : this.#file.table.offset(said.at);
    const lost = await lostBefore(this.#file, place, { state: state.from, config: from, snapshot: snapshotFrom });
    const { atNs, rows } = place;
    return {
      atNs,
      rows,
      state: state.revision === known.state ? undefined : state.state,
      snapshot: said.revision === known.snapshot ? undefined : { ...said.snapshot, kind: 'recording' },
      revision: { state: state.revision, snapshot: said.revision },
      config,
      counts: await countsAt(this.#file, place),
      lost,
    };
  }
}

interface Said {
  readonly snapshot: Snapshot;
  readonly revision: string;
  /** Where it was said: chunk and message. */
  readonly at: number;
  readonly place: number;
}

/** What firmware and kernel said last before a place. */
async function snapshotAt(file: RecordingFile, end: Place): Promise<Said> {
  for await (const met of backwards(file, end, (entry) => holds(entry, 'snapshot'))) {
    if (met.chunk.topic(met.place) !== 'snapshot') continue;
    const played = met.chunk.play(met.place);
    if (played.topic !== 'snapshot') continue;
    return { snapshot: played.message.snapshot, revision: nameOf(met), at: met.at, place: met.place };
  }
  return { snapshot: file.session.snapshot, revision: 'beginning', at: -1, place: -1 };
}

async function countsAt(file: RecordingFile, place: Place): Promise<Moment['counts']> {
  const before = file.table.before(place.chunk);
  let { requests, errors, bytes } = before;
  const paths = new Map(Object.entries(before.paths));
  const chunk = place.messages > 0 ? await file.chunk(place.chunk) : undefined;
  for (let index = 0; chunk && index < rowsBefore(chunk, place.messages); index++) {
    const row = chunk.lightRow(index);
    requests += 1;
    if (isError(row)) errors += 1;
    bytes += BigInt(row.bytes);
    if (row.path) paths.set(row.path, (paths.get(row.path) ?? 0) + 1);
  }
  return { requests, errors, bytes, paths: [...paths].map(([path, count]) => ({ path, requests: count })) };
}
