/** EBCDIC code page 037: the text of CLP utility strings. */

/** Characters of 0x40 to 0xfe in order; everything else is a control character. */
const PRINTABLE = [
  ' \u00a0âäàáãåçñ¢.<(+|',
  '&éêëèíîïìß!$*);¬',
  '-/ÂÄÀÁÃÅÇÑ¦,%_>?',
  'øÉÊËÈÍÎÏÌ`:#@\'="',
  'Øabcdefghi«»ðýþ±',
  '°jklmnopqrªºæ¸Æ¤',
  'µ~stuvwxyz¡¿ÐÝÞ®',
  '^£¥·©§¶¼½¾[]¯¨´×',
  '{ABCDEFGHI\u00adôöòóõ',
  '}JKLMNOPQR¹ûüùúÿ',
  '\\÷STUVWXYZ²ÔÖÒÓÕ',
  '0123456789³ÛÜÙÚ',
].join('');

const FIRST = 0x40;
const BLANK = 0x40;
const SUBSTITUTE = 0x6f;
const CODES = new Map([...PRINTABLE].map((character, index) => [character, FIRST + index]));

/** Text of EBCDIC bytes without the blanks and NULs that pad it; control characters become U+FFFD. */
export function fromEbcdic(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === BLANK)) end--;
  let text = '';
  for (let at = 0; at < end; at++) text += PRINTABLE[bytes[at]! - FIRST] ?? '\ufffd';
  return text;
}

/** EBCDIC bytes of text, exactly `length` long: cut, or padded with blanks. What the code page lacks becomes `?`. */
export function toEbcdic(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(BLANK);
  for (const [at, character] of [...text].slice(0, length).entries()) bytes[at] = CODES.get(character) ?? SUBSTITUTE;
  return bytes;
}

/** The character of one EBCDIC byte; undefined for a control character. */
export const ebcdicCharacter = (byte: number): string | undefined => PRINTABLE[byte - FIRST];

/** The EBCDIC byte of one character; undefined for what the code page lacks. */
export const ebcdicCode = (character: string): number | undefined => CODES.get(character);
