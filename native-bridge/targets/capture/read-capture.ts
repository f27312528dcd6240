import { basename } from 'node:path';
import type { Snapshot } from '../../contract/bridge-contract.ts';
import { captureSchema, captureToSnapshot, MAX_CAPTURE_BYTES, parseCapture } from '../../contract/capture-file.ts';
import { readInputFile } from '../input-file.ts';
import { LAB_FAMILY, labToSnapshot } from './lab-capture.ts';

/** The snapshot in a capture file, ours or the lab's. Throws `no-such-file`, `damaged-file`, `future-version`. */
export async function readCapture(file: string): Promise<Snapshot> {
  const name = basename(file);
  const text = await readInputFile(file, MAX_CAPTURE_BYTES);
  const capture = parseCapture(text, name);
  const address = `capture:${file}`;
  if (captureSchema(capture)?.startsWith(LAB_FAMILY)) return labToSnapshot(capture, name, address);
  return { ...captureToSnapshot(capture, name), address, kind: 'capture' };
}
