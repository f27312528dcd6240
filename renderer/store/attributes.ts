import { fromEbcdic } from '../../native-bridge/abi/ebcdic.ts';
import { toHex } from '../../native-bridge/abi/hex.ts';
import type { Decoded } from '../../native-bridge/abi/types.ts';

/** sysfs attributes of a function: lines of text, except the utility string, which is EBCDIC. */

const PRINTABLE = /^[\x20-\x7e\n\t]*$/;

/** The attribute as a person reads it: its text without the line end, or hex when it is binary. */
export function attributeText(name: string, bytes: Uint8Array): string {
  if (name === 'util_string') return JSON.stringify(fromEbcdic(bytes));
  const text = String.fromCharCode(...bytes.subarray(0, 4096));
  return PRINTABLE.test(text) ? text.trim().replaceAll('\n', ' · ') : toHex(bytes.subarray(0, 64));
}

/** An attribute as a structure of one field, so that it has bytes and can be selected like any other. */
export function decodeAttribute(name: string, bytes: Uint8Array): Decoded {
  const text = attributeText(name, bytes);
  return {
    name,
    byteOrder: 'be',
    size: bytes.length,
    header: { value: text },
    caps: [],
    diagnostics: [],
    tree: { id: name, name, kind: 'field', offset: 0, length: bytes.length, value: text, text, source: 'sysfs' },
  };
}
