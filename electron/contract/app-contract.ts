import { collectionEvents, collectionMethods } from './app/collections.ts';
import { comparisonEvents, comparisonMethods } from './app/comparisons.ts';
import { draftEvents, draftMethods } from './app/drafts.ts';
import { exportEvents, exportMethods } from './app/exports.ts';
import { fileEvents, fileMethods } from './app/files.ts';
import { measurementEvents, measurementMethods } from './app/measurement.ts';
import { programEvents, programMethods } from './app/programs.ts';
import { recordingEvents, recordingMethods } from './app/recordings.ts';
import { replayEvents, replayMethods } from './app/replays.ts';
import { rowEvents, rowMethods } from './app/rows.ts';
import { sessionEvents, sessionMethods } from './app/sessions.ts';
import { targetEvents, targetMethods } from './app/targets.ts';
import { throughputEvents, throughputMethods } from './app/throughput.ts';
import { twoPathsEvents, twoPathsMethods } from './app/two-paths.ts';
import { windowEvents, windowMethods } from './app/windows.ts';

/** Messages between a window (or browser page) and the main-process side; one file a family in `app/`. */

export { type FileEntry, fileEntrySchema } from './app/files.ts';
export { type ProgramProgress, programProgressSchema } from './app/programs.ts';
export {
  type Connection,
  connectionSchema,
  type RecordingState,
  recordingStateSchema,
  type Session,
  sessionSchema,
} from './app/sessions.ts';
export { type Host, hostSchema } from './app/targets.ts';
export {
  MOST_POINTS,
  type ThroughputPart,
  type ThroughputReach,
  type ThroughputSlice,
  throughputSliceSchema,
} from './app/throughput.ts';
export { type CommandsState, commandsStateSchema } from './app/windows.ts';
export {
  type RequestRow,
  type RowFilter,
  type RowSelection,
  requestRowSchema,
  rowFilterSchema,
  rowSelectionSchema,
} from './request-row.ts';

export const APP_PROTOCOL = 1;

export const appContract = {
  name: 'app',
  methods: {
    ...windowMethods,
    ...targetMethods,
    ...sessionMethods,
    ...throughputMethods,
    ...twoPathsMethods,
    ...measurementMethods,
    ...programMethods,
    ...collectionMethods,
    ...draftMethods,
    ...rowMethods,
    ...recordingMethods,
    ...exportMethods,
    ...replayMethods,
    ...comparisonMethods,
    ...fileMethods,
  },
  events: {
    ...windowEvents,
    ...targetEvents,
    ...sessionEvents,
    ...throughputEvents,
    ...twoPathsEvents,
    ...measurementEvents,
    ...programEvents,
    ...collectionEvents,
    ...draftEvents,
    ...rowEvents,
    ...recordingEvents,
    ...exportEvents,
    ...replayEvents,
    ...comparisonEvents,
    ...fileEvents,
  },
} as const;
export type AppContract = typeof appContract;
