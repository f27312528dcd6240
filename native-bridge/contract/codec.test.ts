import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnvelope, type Envelope, encodeEnvelope } from './codec.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 500);

const leaf = fc.oneof(
  fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }),
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }),
);
/** A message with the key `__proto__` is refused, lest it reach a prototype. */
const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');
const value = fc.oneof(leaf, fc.array(leaf), fc.dictionary(name, leaf));
const id = fc.nat();
const envelope: fc.Arbitrary<Envelope> = fc.oneof(
  fc.record({ t: fc.constant('call' as const), id, method: fc.string(), params: value }),
  fc.record({ t: fc.constant('ok' as const), id, result: value }),
  fc.record({ t: fc.constant('event' as const), event: fc.string(), payload: value }),
  fc.record({ t: fc.constant('cancel' as const), id }),
  fc.constant({ t: 'ping' as const }),
);

describe('envelopes', () => {
  it('come back as they were sent: bigint stays bigint, number stays number, bytes stay bytes', () => {
    fc.assert(
      fc.property(envelope, (message) => {
        expect(decodeEnvelope(encodeEnvelope(message))).toEqual(message);
      }),
      { numRuns: RUNS },
    );
  });

  it('any bytes are an envelope or undefined, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeEnvelope(bytes)?.t ?? 'none').toMatch(/^(call|ok|error|cancel|event|ping|pong|none)$/);
      }),
      { numRuns: RUNS },
    );
  });

  it('a damaged envelope is an envelope or undefined, never an exception', () => {
    fc.assert(
      fc.property(envelope, fc.nat(), fc.nat(255), (message, at, byte) => {
        const bytes = encodeEnvelope(message);
        bytes[at % bytes.length] = byte;
        decodeEnvelope(bytes);
        expect(decodeEnvelope(bytes.subarray(0, at % bytes.length))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('an array that claims more elements than there are bytes makes no room for them', () => {
    const claims = Array.from({ length: 64 }, () => [0xdd, 0x01, 0x00, 0x00, 0x00]).flat();
    expect(decodeEnvelope(new Uint8Array(claims))).toBeUndefined();
  });

  it('unknown kinds and extra fields are refused', () => {
    expect(decodeEnvelope(encodeEnvelope({ t: 'stop' } as unknown as Envelope))).toBeUndefined();
    expect(decodeEnvelope(encodeEnvelope({ t: 'ping', extra: 1 } as unknown as Envelope))).toBeUndefined();
  });
});
