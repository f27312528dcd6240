import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorInfo } from './errors.ts';
import { frameCarrier } from './frames.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import { byteStream } from './testing/pipes.ts';

/** The bytes that carry these messages. */
function framesOf(messages: readonly Uint8Array[]): Uint8Array {
  const parts: number[] = [];
  const carrier = frameCarrier(
    byteStream().incoming,
    (bytes) => parts.push(...bytes),
    () => {},
  );
  for (const message of messages) carrier.send(message);
  return new Uint8Array(parts);
}

/** What a carrier hands on when these chunks arrive and the stream ends. */
function delivered(chunks: readonly Uint8Array[]): Promise<{ frames: Uint8Array[]; reason: ErrorInfo; ends: number }> {
  const stream = byteStream();
  const frames: Uint8Array[] = [];
  let ends = 0;
  const carrier = frameCarrier(
    stream.incoming,
    () => {},
    () => ends++,
  );
  const done = new Promise<ErrorInfo>((resolve) => carrier.listen((frame) => frames.push(frame), resolve));
  for (const chunk of chunks) stream.push(chunk);
  stream.end();
  return done.then((reason) => ({ frames, reason, ends }));
}

const message = fc.uint8Array({ maxLength: 60 });

describe('frames', () => {
  it('begin with their length, 4 bytes big-endian', () => {
    expect(framesOf([new Uint8Array([7, 8])])).toEqual(new Uint8Array([0, 0, 0, 2, 7, 8]));
  });

  it('are written as one piece, and copied only while that costs little', () => {
    const pieces: number[] = [];
    const carrier = frameCarrier(
      byteStream().incoming,
      (bytes) => pieces.push(bytes.length),
      () => {},
    );
    carrier.send(new Uint8Array(100));
    carrier.send(new Uint8Array(65_536));
    carrier.send(new Uint8Array(65_537));
    expect(pieces).toEqual([104, 65_540, 4, 65_537]);
  });

  it('arrive whole wherever the stream is split', async () => {
    const messages = [new Uint8Array([1, 2, 3]), new Uint8Array(), new Uint8Array(300).fill(9)];
    const bytes = framesOf(messages);
    for (let at = 0; at <= bytes.length; at++) {
      const { frames, reason } = await delivered([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(frames).toEqual(messages);
      expect(reason.code).toBe('closed');
    }
  });

  it('arrive whole in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), async (messages, size) => {
        const bytes = framesOf(messages);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect((await delivered(chunks)).frames).toEqual(messages);
      }),
    );
  });

  it('are plain bytes, also from a stream of Buffers', async () => {
    const { frames } = await delivered([Buffer.from(framesOf([new Uint8Array([1])]))]);
    expect(frames[0]?.constructor).toBe(Uint8Array);
  });

  it('any bytes end with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        expect((await delivered([bytes])).reason.code).toMatch(/^(closed|frame-too-large)$/);
      }),
    );
  });
});

describe('limits', () => {
  it('an announced frame above the limit closes before its bytes arrive', async () => {
    const stream = byteStream();
    let ends = 0;
    const carrier = frameCarrier(
      stream.incoming,
      () => {},
      () => ends++,
    );
    const reason = await new Promise<ErrorInfo>((resolve) => {
      carrier.listen(() => {}, resolve);
      stream.push(new Uint8Array([0x00, 0x80, 0x00, 0x01]));
    });
    expect(reason).toMatchObject({ code: 'frame-too-large', message: expect.stringContaining(`${MAX_FRAME_BYTES}`) });
    expect(ends).toBe(1);
  });

  it('a message above the limit is not sent', () => {
    const written: Uint8Array[] = [];
    const carrier = frameCarrier(
      byteStream().incoming,
      (bytes) => written.push(bytes),
      () => {},
    );
    expect(() => carrier.send(new Uint8Array(MAX_FRAME_BYTES + 1))).toThrow(/exceeds the limit/);
    expect(written).toEqual([]);
  });

  it('a message of exactly the limit goes through', async () => {
    const bytes: Uint8Array[] = [];
    frameCarrier(
      byteStream().incoming,
      (part) => bytes.push(part),
      () => {},
    ).send(new Uint8Array(MAX_FRAME_BYTES));
    expect((await delivered(bytes)).frames[0]?.length).toBe(MAX_FRAME_BYTES);
  });
});

describe('the end', () => {
  it('in the middle of a message is told as such', async () => {
    const { reason, frames } = await delivered([new Uint8Array([0, 0, 0, 5, 1, 2])]);
    expect(frames).toEqual([]);
    expect(reason.message).toContain('middle of a message');
  });

  it('a stream that breaks closes with its cause', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([0]);
      throw new Error('read ECONNRESET');
    }
    const carrier = frameCarrier(
      broken(),
      () => {},
      () => {},
    );
    const reason = await new Promise<ErrorInfo>((resolve) => carrier.listen(() => {}, resolve));
    expect(reason).toMatchObject({ code: 'closed', message: expect.stringContaining('ECONNRESET') });
  });

  it('a stream that cannot be written to closes, and later messages are dropped', () => {
    const reasons: string[] = [];
    let writes = 0;
    const write = () => {
      writes++;
      throw new Error('write EPIPE');
    };
    const carrier = frameCarrier(byteStream().incoming, write, () => {});
    carrier.listen(
      () => {},
      ({ message }) => reasons.push(message),
    );
    carrier.send(new Uint8Array([1]));
    carrier.send(new Uint8Array([2]));
    expect(reasons).toEqual(['The connection broke: write EPIPE.']);
    expect(writes).toBe(1);
  });

  it('closing twice ends the stream once, and nothing is delivered afterwards', async () => {
    const bytes = framesOf([new Uint8Array([1])]);
    let wasRead = () => {};
    const read = new Promise<void>((resolve) => {
      wasRead = resolve;
    });
    async function* late(): AsyncGenerator<Uint8Array> {
      try {
        yield bytes;
      } finally {
        wasRead();
      }
    }
    const frames: Uint8Array[] = [];
    let ends = 0;
    const carrier = frameCarrier(
      late(),
      () => {},
      () => ends++,
    );
    carrier.listen(
      (frame) => frames.push(frame),
      () => {},
    );
    carrier.close();
    carrier.close();
    await read;
    expect([ends, frames]).toEqual([1, []]);
  });
});
