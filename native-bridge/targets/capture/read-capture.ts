import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Snapshot } from '../../contract/bridge-contract.ts';
import {
  captureSchema,
  captureToSnapshot,
  damagedCapture,
  MAX_CAPTURE_BYTES,
  parseCapture,
} from '../../contract/capture-file.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { LAB_FAMILY, labToSnapshot } from './lab-capture.ts';

/** The snapshot in a capture file, ours or the lab's. Throws `no-such-file`, `damaged-file`, `future-version`. */
export async function readCapture(file: string): Promise<Snapshot> {
  const name = basename(file);
  const { mtimeMs } = await checkFile(file, name);
  const capture = parseCapture(await readFile(file, 'utf8'), name);
  const address = `capture:${file}`;
  if (captureSchema(capture)?.startsWith(LAB_FAMILY)) {
    return { ...labToSnapshot(capture, name, address), takenAt: BigInt(Math.round(mtimeMs)) * 1_000_000n };
  }
  return { ...captureToSnapshot(capture, name), address, kind: 'capture' };
}

async function checkFile(file: string, name: string): Promise<{ mtimeMs: number }> {
  const found = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, cause);
  });
  if (!found.isFile()) throw damagedCapture(name, 'it is not a file');
  if (found.size > MAX_CAPTURE_BYTES) throw damagedCapture(name, `it is larger than ${MAX_CAPTURE_BYTES} bytes`);
  return found;
}

const unreadable = (file: string, cause: NodeJS.ErrnoException) =>
  new WorkbenchError(
    {
      code: 'no-such-file',
      message: `${file} cannot be opened: ${cause.code ?? cause.message}.`,
      next: 'Check the name; a capture address is capture:FILE.',
      op: 'target.open',
    },
    { cause },
  );
