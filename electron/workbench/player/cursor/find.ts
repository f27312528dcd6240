import { WorkbenchError } from '../../../../native-bridge/contract/errors.ts';
import type { Find, Found } from '../../../contract/recording-cursor.ts';
import type { ChunkEntry } from '../../recorder/row-index.ts';
import { isError } from '../../rows/row-log.ts';
import { Breath } from '../breath.ts';
import { holds } from '../holds.ts';
import type { RecordingFile } from '../recording-file.ts';
import { iovaAccess, overlap, type Range, regionAccess } from './accesses.ts';
import { type Place, rowsBefore } from './place.ts';
import { backwards, forwards, type Met } from './walk.ts';

export interface Search {
  readonly from: Place;
  readonly direction: 'next' | 'previous';
  readonly what: Find;
  readonly stopped: () => boolean;
}

/** The first thing of a kind behind a place, or the last one before it and before the row at it. Throws `stopped`. */
export async function find(file: RecordingFile, search: Search): Promise<Found | undefined> {
  const { wanted, holdsIt } = SEARCHES[search.what.kind](search.what as never);
  const breath = new Breath();
  for await (const met of inDirection(file, search, wanted)) {
    if (breath.due) await breath.take();
    if (search.stopped()) throw stopped();
    if (holdsIt(met)) return foundAt(file, met);
  }
  return undefined;
}

function inDirection(file: RecordingFile, { from, direction }: Search, wanted: (entry: ChunkEntry) => boolean) {
  const end = { chunk: file.table.length, messages: 0 };
  return direction === 'next' ? forwards(file, from, end, wanted) : backwards(file, from, wanted);
}

/** Where what is looked for can be, and whether a message is it. */
interface Looking {
  readonly wanted: (entry: ChunkEntry) => boolean;
  readonly holdsIt: (met: Met) => boolean;
}

const rowAt = ({ chunk, place }: Met) => {
  const topic = chunk.topic(place);
  return topic === 'request' || topic === 'mark' ? chunk.light(place).row : undefined;
};

/** One way of looking for each kind of thing. */
const SEARCHES: { readonly [K in Find['kind']]: (what: Extract<Find, { kind: K }>) => Looking } = {
  error: () => ({
    wanted: ({ errors }) => errors > 0,
    holdsIt: (met) => {
      const row = rowAt(met);
      return row !== undefined && isError(row);
    },
  }),
  mark: () => ({
    wanted: (entry) => holds(entry, 'mark'),
    holdsIt: ({ chunk, place }) => chunk.topic(place) === 'mark',
  }),
  event: () => ({
    wanted: (entry) => holds(entry, 'event'),
    holdsIt: ({ chunk, place }) => chunk.topic(place) === 'event',
  }),
  alarm: () => ({
    wanted: (entry) => holds(entry, 'measurement'),
    holdsIt: ({ chunk, place }) => {
      const played = chunk.topic(place) === 'measurement' ? chunk.play(place) : undefined;
      if (played?.topic !== 'measurement') return false;
      const { alarms, atNs } = played.message;
      return alarms.some(({ sinceNs }) => sinceNs === atNs);
    },
  }),
  access: ({ region, offset, length }) => {
    const looked: Range = { from: offset, to: offset + (length > 0n ? length : 1n) };
    return {
      wanted: ({ rows }) => rows > 0,
      holdsIt: (met) => {
        const row = rowAt(met);
        const access = row && regionAccess(row);
        return access?.region === region && overlap(access, looked);
      },
    };
  },
  iova: ({ iova, size }) => {
    const looked: Range = { from: iova, to: iova + (size > 0n ? size : 1n) };
    return {
      wanted: ({ rows }) => rows > 0,
      holdsIt: (met) => {
        const row = rowAt(met);
        const access = row && iovaAccess(row);
        return access !== undefined && overlap(access, looked);
      },
    };
  },
};

function foundAt(file: RecordingFile, { at, chunk, place }: Met): Found {
  const rows = file.table.firstRow(at) + rowsBefore(chunk, place);
  const isRow = chunk.topic(place) === 'request' || chunk.topic(place) === 'mark';
  return { row: isRow ? rows : rows - 1, atNs: chunk.light(place).atNs ?? 0n };
}

const stopped = () =>
  new WorkbenchError({
    code: 'stopped',
    message: 'The search was stopped: another was asked for, or the recording was closed.',
  });
