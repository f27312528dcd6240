import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { FileEntry } from '../../contract/app-contract.ts';
import type { FileKind } from './names.ts';

/** A file as windows are told of it. Throws `no-such-file`, folders and devices included. */
export async function entryOf(path: string, kind: FileKind): Promise<FileEntry> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (!found?.isFile()) throw noSuchFile(path);
  return { name: basename(path), path, kind, size: Number(found.size), modified: found.mtimeNs };
}

const noSuchFile = (path: string) =>
  new WorkbenchError({ code: 'no-such-file', message: `There is no file ${path}.`, next: 'Check the path.' });
