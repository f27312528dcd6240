import { fileAddress } from '../../../electron/contract/file-address.ts';
import { currentSession } from '../selectors.ts';
import { adoptSession } from '../sessions.ts';
import type { StoreContext } from '../store-context.ts';
import { savePlace } from './save-place.ts';

/** Recordings, captures, and files chosen on a desktop. */
export const fileActions = (context: StoreContext, open: (address: string) => Promise<void>) => {
  const { get, call, notify } = context;
  const current = () => get().currentId ?? '';
  return {
    async startRecording() {
      const rotate = get().preferences.rotate || undefined;
      const answer = await call('recording.start', { session: current(), rotate }, 'Starting the recording');
      if (answer) adoptSession(context, answer.session);
    },
    /** Ends the recording and offers to open it. */
    async stopRecording() {
      const answer = await call('recording.stop', { session: current() }, 'Finishing the recording');
      if (!answer) return;
      adoptSession(context, answer.session);
      const action = { label: 'Open recording', run: () => void open(answer.path) };
      notify({ code: 'recorded', tone: 'info', message: `Recorded to ${answer.path}`, action });
    },
    /** Saves what firmware and kernel said as a capture file. */
    async saveCapture() {
      const place = await savePlace(context, 'capture', currentSession(get())?.address ?? '');
      const answer = place && (await call('capture.save', { session: current(), ...place }, 'Saving the capture'));
      if (answer) notify({ code: 'captured', tone: 'info', message: `Saved ${answer.path}` });
    },
    /** Lets the person choose files in a dialog of the desktop; gives their addresses. */
    async chooseFiles() {
      const answer = await call('dialog.open', {}, 'Choosing files');
      return (answer?.files ?? []).map(fileAddress);
    },
  };
};
