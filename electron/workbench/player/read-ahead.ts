/** Bytes read at once: records mostly lie one behind another, and each call costs more than what it reads. */
const WINDOW = 256 * 1024;

/** Reads up to `length` bytes at a place of a file; fewer at its end. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>;

/** Reads of a file from the front to the back, with what follows read along with them. */
export function readAhead(read: Read): Read {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  return async (offset, length) => {
    if (offset < start || offset + length > start + window.length) {
      window = await read(offset, Math.max(length, WINDOW));
      start = offset;
    }
    // A copy: what is kept of a record must not keep the window.
    return window.slice(offset - start, offset - start + length);
  };
}
