import type { StepRow } from '../../contract/programs/run-results.ts';
import { RecordedSession } from '../player/recorded-session.ts';
import { LiveSession } from '../session.ts';
import type { WorkbenchSession } from '../workbench-session.ts';

/** The step of a program that a request was sent for; undefined for one that was sent by itself, or whose step is kept no more. */
export async function stepOf(session: WorkbenchSession, seq: number): Promise<StepRow | undefined> {
  if (session instanceof RecordedSession) return session.step(seq);
  return session instanceof LiveSession ? session.lastRun?.results.bySeq(seq) : undefined;
}
