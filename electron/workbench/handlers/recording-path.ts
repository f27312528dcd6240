import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { WorkbenchSession } from '../workbench-session.ts';

/** The file behind a session: the recording it is, or the one it writes, which is read as far as it is written. Throws `not-recorded`. */
export function recordingPath(session: WorkbenchSession): string {
  const { kind, address, recording } = session.describe();
  if (kind === 'recording') return address;
  if (recording) return recording.path;
  throw new WorkbenchError({
    code: 'not-recorded',
    message: `${address} is no recording.`,
    next: 'Record the session, or choose a recording.',
  });
}
