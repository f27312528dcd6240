import { ebcdicCharacter, ebcdicCode } from '../../../native-bridge/abi/ebcdic.ts';

/** Bytes as characters and back, one byte a character. */
export type TextCoding = 'ascii' | 'ebcdic';

const isPrintable = (code: number) => code >= 0x20 && code < 0x7f;

const characterOf: Readonly<Record<TextCoding, (byte: number) => string | undefined>> = {
  ascii: (byte) => (isPrintable(byte) ? String.fromCharCode(byte) : undefined),
  ebcdic: ebcdicCharacter,
};

const codeOf: Readonly<Record<TextCoding, (character: string) => number | undefined>> = {
  ascii: (character) => (isPrintable(character.charCodeAt(0)) ? character.charCodeAt(0) : undefined),
  ebcdic: ebcdicCode,
};

/** What a byte is shown as: a dot where it is no character. */
export const shownCharacter = (byte: number, coding: TextCoding): string => characterOf[coding](byte) ?? '.';

/** Bytes of a text; undefined when a character has none. Line ends and tabs are ASCII; EBCDIC has none of them here. */
export function encodeText(text: string, coding: TextCoding): Uint8Array | undefined {
  const codes = [...text].map((character) =>
    coding === 'ascii' && '\t\n\r'.includes(character) ? character.charCodeAt(0) : codeOf[coding](character),
  );
  return codes.every((code) => code !== undefined) ? Uint8Array.from(codes) : undefined;
}

export const decodeText = (bytes: Uint8Array, coding: TextCoding): string =>
  Array.from(bytes, (byte) => shownCharacter(byte, coding)).join('');
