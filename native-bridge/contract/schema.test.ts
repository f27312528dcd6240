import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexNumber, toHex } from '../abi/hex.ts';
import { requestSchema } from './requests/request.ts';
import { anyRequest } from './requests/testing/any-request.ts';
import { bytes, u32, u64 } from './schema.ts';

const anyU64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });

describe('u64', () => {
  it('reads the wire form and both JSON forms to the same bigint', () => {
    fc.assert(
      fc.property(anyU64, (value) => {
        expect(u64.parse(value)).toBe(value);
        expect(u64.parse(hexNumber(value))).toBe(value);
        expect(u64.parse(value.toString())).toBe(value);
      }),
    );
    expect(u64.parse(4096)).toBe(4096n);
    expect(u64.parse('0x1_0000_0000')).toBe(0x1_0000_0000n);
  });

  it.each([
    -1,
    -1n,
    1n << 64n,
    1.5,
    '0x10000000000000000',
    '12a',
    '',
    '-1',
    2 ** 60,
    null,
    {},
  ])('refuses %s', (value) => {
    expect(u64.safeParse(value).success).toBe(false);
  });

  it('gives what it takes: parsing twice changes nothing', () => {
    fc.assert(fc.property(anyU64, (value) => u64.parse(u64.parse(hexNumber(value))) === value));
  });
});

describe('u32', () => {
  it.each([
    [0xffff_ffff, 0xffff_ffff],
    ['0xffffffff', 0xffff_ffff],
    ['7', 7],
  ])('reads %s', (value, number) => {
    expect(u32.parse(value)).toBe(number);
  });

  it.each([-1, 0x1_0000_0000, '0x100000000', 'x', 1n])('refuses %s', (value) => {
    expect(u32.safeParse(value).success).toBe(false);
  });
});

describe('bytes', () => {
  it('reads raw bytes and hex text alike', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (raw) => {
        expect(bytes.parse(raw)).toEqual(raw);
        expect(bytes.parse(toHex(raw))).toEqual(raw);
      }),
    );
    expect(bytes.parse('00 11_22')).toEqual(new Uint8Array([0, 0x11, 0x22]));
  });

  it.each(['0', 'xy', '0x1', 5, null])('refuses %s', (value) => {
    expect(bytes.safeParse(value).success).toBe(false);
  });
});

describe('requests', () => {
  it('parsed twice are the same: what the window parsed, the bridge parses again', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const once = requestSchema.safeParse(request);
        if (once.success) expect(requestSchema.parse(once.data)).toEqual(once.data);
      }),
    );
  });

  it('refuse unknown kinds, unknown fields, and a store with two payloads or none', () => {
    const store = { kind: 'pcistb', space: 0, offset: 0 };
    const from = { buffer: 'ring', length: 8 };
    expect(requestSchema.safeParse({ kind: 'format.disk' }).success).toBe(false);
    expect(requestSchema.safeParse({ kind: 'device.reset', really: true }).success).toBe(false);
    expect(requestSchema.safeParse(store).success).toBe(false);
    expect(requestSchema.safeParse({ ...store, data: '00', from }).success).toBe(false);
    expect(requestSchema.safeParse({ ...store, from }).success).toBe(true);
  });
});
