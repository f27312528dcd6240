import { type PlayedChunk, type ReadEnd, readRecording } from './read-recording.ts';

/** As `readRecording`, for a loop that may be left early: the file is closed either way. `ended` hears how reading ended when it did. */
export async function* eachChunk(path: string, ended: (end: ReadEnd) => void): AsyncGenerator<PlayedChunk> {
  ended(yield* readRecording(path));
}
