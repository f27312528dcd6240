import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toEbcdic } from '../../native-bridge/abi/ebcdic.ts';
import { attributeText, decodeAttribute } from './attributes.ts';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it('reads the utility string as EBCDIC and everything else as text', () => {
  expect(attributeText('util_string', toEbcdic('ISM DEMO', 64))).toBe('"ISM DEMO"');
  expect(attributeText('function_id', ascii('0x00001234\n'))).toBe('0x00001234');
});
it('shows binary attributes as hex and never throws', () => {
  expect(attributeText('config', Uint8Array.of(0xf4, 0x1a))).toBe('f41a');
  fc.assert(fc.property(fc.string(), fc.uint8Array(), (name, bytes) => void decodeAttribute(name, bytes)));
});
