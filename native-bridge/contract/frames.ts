import * as lengthPrefixed from 'it-length-prefixed';
import { type ErrorInfo, errorInfo, WorkbenchError } from './errors.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import type { Carrier } from './peer.ts';

/**
 * Messages over one duplex byte stream: each is preceded by its length, 4 bytes big-endian. A frame above the limit is refused in
 * both directions, before its bytes are kept.
 */

const PREFIX_BYTES = 4;

function lengthEncoder(length: number): Uint8Array<ArrayBuffer> {
  const prefix = new Uint8Array(PREFIX_BYTES);
  new DataView(prefix.buffer).setUint32(0, length);
  return prefix;
}
lengthEncoder.bytes = PREFIX_BYTES;

const lengthDecoder = (data: { getUint32(at: number): number }) => data.getUint32(0);
lengthDecoder.bytes = PREFIX_BYTES;

const OPTIONS = { lengthEncoder, lengthDecoder, maxDataLength: MAX_FRAME_BYTES };

/** Plain bytes, also where the stream hands out a subclass. */
const plain = (bytes: Uint8Array) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Carries messages over `incoming` and `write`; `end` closes the stream and is called once. Closes with `frame-too-large` when the
 * other side announces too much, and with `closed` when the stream ends, in the middle of a message or not.
 */
export function frameCarrier(
  incoming: AsyncIterable<Uint8Array>,
  write: (bytes: Uint8Array) => void,
  end: () => void,
): Carrier {
  let isOpen = true;
  let tell: (reason: ErrorInfo) => void = () => {};
  const finish = (reason: ErrorInfo) => {
    if (!isOpen) return;
    isOpen = false;
    end();
    tell(reason);
  };
  return {
    send(message) {
      if (message.length > MAX_FRAME_BYTES) throw new WorkbenchError(tooLarge(message.length));
      if (isOpen) attempt(() => writeFrame(message, write), finish);
    },
    listen(received, closed) {
      tell = closed;
      void receive(incoming, (frame) => isOpen && received(frame)).then(finish);
    },
    close: () => finish({ code: 'closed', message: 'The connection was closed.' }),
  };
}

/** Up to this long a frame is written as one piece: a copy costs less than to wake the other side twice. */
const MOST_COPIED = 65_536;

function writeFrame(message: Uint8Array, write: (bytes: Uint8Array) => void): void {
  const frame = lengthPrefixed.encode.single(message, OPTIONS);
  if (message.length <= MOST_COPIED) write(frame.subarray());
  else for (const part of frame) write(part);
}

/** A stream that cannot be written to any more is closed, not an error of whoever sent last. */
function attempt(action: () => void, failed: (reason: ErrorInfo) => void): void {
  try {
    action();
  } catch (thrown) {
    failed(reasonOf(thrown));
  }
}

/** Hands on frame after frame until the stream ends; gives the reason. */
async function receive(incoming: AsyncIterable<Uint8Array>, received: (frame: Uint8Array) => void): Promise<ErrorInfo> {
  try {
    for await (const frame of lengthPrefixed.decode(incoming, OPTIONS)) received(plain(frame.subarray()));
    return { code: 'closed', message: 'The other side ended the connection.' };
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

const tooLarge = (length?: number): ErrorInfo => ({
  code: 'frame-too-large',
  message: `A message${length ? ` of ${length} bytes` : ''} exceeds the limit of ${MAX_FRAME_BYTES} bytes.`,
});

const codeOf = (thrown: unknown) => (thrown as { code?: unknown } | null)?.code;

function reasonOf(thrown: unknown): ErrorInfo {
  if (thrown instanceof WorkbenchError) return thrown.info;
  if (codeOf(thrown) === 'ERR_MSG_DATA_TOO_LONG') return tooLarge();
  if (codeOf(thrown) === 'ERR_UNEXPECTED_EOF')
    return { code: 'closed', message: 'The connection ended in the middle of a message.' };
  return { code: 'closed', message: `The connection broke: ${errorInfo(thrown).message}.` };
}
