import { MAX_FRAME_BYTES } from '../../../native-bridge/contract/limits.ts';
import type { Actions } from '../../store/workbench-store.ts';
import { bytesText } from '../../text/quantities.ts';

/** Room for the rest of the message beside the file. */
const MOST_BYTES = MAX_FRAME_BYTES - 4096;

/** Imports files one after the other; one too large for a message is refused with the way round it. */
export async function importFiles(files: Iterable<File>, { importFile, notify }: Actions): Promise<void> {
  for (const file of files) {
    if (file.size <= MOST_BYTES) await importFile(file.name, new Uint8Array(await file.arrayBuffer()));
    else notify(tooLarge(file));
  }
}

const tooLarge = ({ name, size }: File) => ({
  code: 'file-too-large',
  tone: 'error' as const,
  message: `${name} is ${bytesText(size)}; at most ${bytesText(MOST_BYTES)} can be imported through the window.`,
  next: 'Copy it into the recordings folder of the workbench instead; it then appears among the targets.',
});
