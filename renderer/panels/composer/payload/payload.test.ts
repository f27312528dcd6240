import { describe, expect, it, test } from 'vitest';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import { fillSchemas } from '../../../../native-bridge/contract/fills.ts';
import { asForm, bytesOf, formOf, parametersOf, withPattern } from './form.ts';
import { typedBytes } from './typed-value.tsx';

const variables = () => new Map([['size', 16n]]);

describe('a payload', () => {
  it('is known by what is written', () => {
    expect([formOf('5a5a'), formOf(''), formOf('0000 $token'), formOf({ pattern: 'zero', length: 8 })]).toEqual([
      'bytes',
      'bytes',
      'text',
      'fill',
    ]);
  });
  it('has the same bytes when a fill is written out', () => {
    const fill = { pattern: 'counter', start: '0x10', width: 2, length: '$size' };
    expect(asForm(fill, 'bytes', variables)).toBe(toHex(bytesOf(fill, variables)!));
    expect(bytesOf(fill, variables)).toHaveLength(16);
  });
  it('of bytes becomes a fill of their length, and of what is not known one of none', () => {
    expect(asForm('010203', 'fill', variables)).toEqual({ pattern: 'counter', length: 3 });
    expect(asForm('$token', 'fill', variables)).toEqual({ pattern: 'counter', length: 0 });
    expect(bytesOf({ pattern: 'zero', length: '$other' }, variables)).toBeUndefined();
  });
});

test.each([...fillSchemas.keys()])('choosing %s makes a whole fill', (pattern) => {
  const fill = { ...withPattern({}, pattern), length: 8 };
  expect(bytesOf(fill, variables)).toHaveLength(8);
  for (const { name, optional } of parametersOf(pattern)) if (!optional) expect(fill).toHaveProperty(name);
});

test('parameters that both patterns have are kept', () => {
  expect(withPattern({ pattern: 'counter', start: '0x10', width: 4 }, 'address')).toMatchObject({
    start: '0x10',
    width: 4,
  });
});

test('a typed number has the bytes of its type, or says why not', () => {
  expect(typedBytes('0x1234', 'u32be').bytes).toEqual(Uint8Array.of(0, 0, 0x12, 0x34));
  expect(typedBytes('0x1234', 'u16le').bytes).toEqual(Uint8Array.of(0x34, 0x12));
  expect(typedBytes('0xffff_ffff_ffff_ffff', 'u64be').bytes).toEqual(new Uint8Array(8).fill(255));
  expect(typedBytes('256', 'u8').problem).toBe('256 does not fit u8.');
  expect(typedBytes('x', 'u8').problem).toContain('no number');
});
