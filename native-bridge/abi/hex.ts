/** Hex text <-> bytes and numbers. The one place that knows how the product writes hex. */

/** Bytes of a hex string (case ignored; blanks, underscores and a leading 0x allowed), or undefined when it is not hex. */
export const parseHex = (text: string): Uint8Array | undefined => plainHex(text) ?? plainHex(withoutBlanks(text));

const withoutBlanks = (text: string) => text.replace(/^\s*0x/i, '').replace(/[\s_]/g, '');

/** Value of each character that is a hex digit, by its code; -1 for the others. */
const DIGITS = Int8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? -1 : value;
});

/** The same where nothing but digits may stand. A payload of 64 KiB is read with every key that changes it. */
function plainHex(digits: string): Uint8Array | undefined {
  if (digits.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const [high, low] = [DIGITS[digits.charCodeAt(2 * i)] ?? -1, DIGITS[digits.charCodeAt(2 * i + 1)] ?? -1];
    if (high < 0 || low < 0) return undefined;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

const PAIRS = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** Lower-case hex of bytes, no separators. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

/** `0x1000`: the form 64-bit values take in JSON. */
export function hexNumber(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** `0x1_0000_0000`: hex grouped by four digits from the right, for reading. */
export function groupedHex(value: number | bigint): string {
  const digits = value.toString(16);
  return `0x${digits.replace(/\B(?=(?:[0-9a-f]{4})+$)/g, '_')}`;
}

/** The unsigned number in `0x..`, decimal or underscored text, or undefined. Accepts up to 64 bits. */
export function parseUnsigned(text: string): bigint | undefined {
  const digits = text.trim().replaceAll('_', '');
  if (!/^(?:0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(digits)) return undefined;
  const value = BigInt(digits);
  return value <= 0xffff_ffff_ffff_ffffn ? value : undefined;
}
