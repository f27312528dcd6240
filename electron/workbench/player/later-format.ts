import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { RECORDING_FORMAT, type RecordedMessage } from '../recorder/messages.ts';

/** Throws `future-version` when the recording at `path` is written in a format that is not known yet. */
export function refuseLaterFormat(path: string, { format }: RecordedMessage<'session'>): void {
  if (format <= RECORDING_FORMAT) return;
  throw new WorkbenchError({
    code: 'future-version',
    message: `${path} is a recording of format ${format}; this workbench reads up to ${RECORDING_FORMAT}.`,
    next: 'Open it with a newer workbench.',
  });
}
