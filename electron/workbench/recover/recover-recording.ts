import { unlink } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Damage } from '../player/read-recording.ts';
import { type Verification, verifyRecording } from '../player/verify.ts';
import { FileSink } from '../recorder/file-sink.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { copyRecording } from './copy-recording.ts';
import { surveyRecording } from './survey-recording.ts';

/** What became of a recording that was recovered. */
export interface Recovery {
  readonly source: string;
  /** The new file, which was verified after it was written. */
  readonly path: string;
  readonly requests: number;
  /** Requests that are known to be lost, and their numbers. */
  readonly missing: number;
  readonly gaps: Verification['gaps'];
  /** Whether it is known how many requests followed the last one. */
  readonly endKnown: boolean;
  /** Where the source is damaged. */
  readonly damage: readonly Damage[];
}

/**
 * Writes everything of the recording `source` that is as it was written to the new file `path`, and verifies that file. What is lost is
 * told here and in the new file. Throws `no-such-file`, `damaged-file` when nothing can be recovered, `future-version`, `write-failed`
 * (also when `path` exists); a file that could not be finished is removed.
 */
export async function recoverRecording(source: string, path: string, version: string): Promise<Recovery> {
  await zstdReady;
  const survey = await surveyRecording(source);
  const sink = await FileSink.create(path);
  try {
    await copyRecording(survey, sink, version);
    await sink.close();
    await assertWhole(path, survey.rows.requests);
  } catch (thrown) {
    await sink.close().catch(() => {});
    await unlink(path).catch(() => {});
    throw thrown;
  }
  const { requests, missing, gaps, endKnown } = survey.rows;
  return { source, path, requests, missing, gaps, endKnown, damage: survey.damage };
}

async function assertWhole(path: string, requests: number): Promise<void> {
  const { whole, requests: written, damage } = await verifyRecording(path);
  if (whole && written === requests) return;
  throw new WorkbenchError({
    code: 'write-failed',
    message: `The recovered file did not verify: ${damage?.message ?? `${written} of ${requests} requests were written.`}`,
    next: 'Recover to another disk.',
  });
}
