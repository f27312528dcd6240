import { compress as compressZstd, decompress as decompressZstd, isLoaded } from '@foxglove/wasm-zstd';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** Largest chunk that is read, bytes uncompressed: one request of the largest frame fills half of it. */
export const MAX_CHUNK_BYTES = 64 * 1024 * 1024;

/** zstd level 1: more costs time and gains nearly nothing on request records. */
const LEVEL = 1;

/** Await once before the first call of the two below. */
export const zstdReady: Promise<unknown> = isLoaded;

export const compress = (bytes: Uint8Array): Uint8Array => compressZstd(bytes, LEVEL);

/** Throws `damaged-file` when the announced size is beyond the bound or the bytes do not give it. */
export function decompress(bytes: Uint8Array, announced: bigint): Uint8Array {
  if (announced > BigInt(MAX_CHUNK_BYTES)) throw damaged(`announces ${announced} bytes`);
  try {
    const out = decompressZstd(bytes, Number(announced));
    if (BigInt(out.length) !== announced) throw damaged(`holds ${out.length} of ${announced} bytes`);
    return out;
  } catch (thrown) {
    throw thrown instanceof WorkbenchError ? thrown : damaged('does not decompress');
  }
}

const damaged = (what: string) => new WorkbenchError({ code: 'damaged-file', message: `A chunk ${what}.` });
