import { parseHex } from '../../../native-bridge/abi/hex.ts';

/** Offset, then a colon or two blanks (what tells a dump from plain grouped hex), then pairs or quadruples of digits. */
const DUMP_LINE = /^\s*([0-9a-f]{2,16})(?::\s*|\s{2,})((?:[0-9a-f]{2}){1,2}(?:\s+(?:[0-9a-f]{2}){1,2}){0,15})\s*$/i;
const C_BYTES = /0x([0-9a-f]{1,2})\b/gi;

interface DumpLine {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The line as it is, without `|text|` (hexdump -C), and without what follows two blanks (xxd). */
function readings(line: string): readonly string[] {
  const bare = line.replace(/\s+\|.*$/, '');
  return [bare, bare.replace(/(\S)\s{2,}\S.{0,15}$/, '$1')];
}

function dumpLine(line: string): DumpLine | undefined {
  const match = readings(line)
    .map((reading) => DUMP_LINE.exec(reading))
    .find((found) => found !== null);
  const bytes = match && parseHex(match[2]!);
  return bytes && { offset: Number.parseInt(match[1]!, 16), bytes };
}

const follows = (line: DumpLine, index: number, lines: readonly DumpLine[]) =>
  index === 0 || line.offset === lines[index - 1]!.offset + lines[index - 1]!.bytes.length;

const join = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Bytes of a hexdump (`hexdump -C`, `xxd`, `lspci -x`), or undefined when a line is none or leaves a gap. */
function parseDump(text: string): Uint8Array | undefined {
  const texts = text.split('\n').filter((line) => line.trim() !== '');
  // hexdump -C closes with a line that holds the total length alone
  if (texts.length > 1 && /^\s*[0-9a-f]{4,16}\s*$/i.test(texts.at(-1)!)) texts.pop();
  const lines = texts.map(dumpLine).filter((line) => line !== undefined);
  const whole = lines.length > 0 && lines.length === texts.length && lines.every(follows);
  return whole ? join(lines.map((line) => line.bytes)) : undefined;
}

/** Bytes of a C initialiser such as `{ 0x00, 0x1f }`, or undefined. */
function parseCArray(text: string): Uint8Array | undefined {
  const body = /\{([^}]*)\}/.exec(text)?.[1] ?? text;
  if (!/^(?:\s*0x[0-9a-f]{1,2}\s*(?:,|$))+\s*$/i.test(body)) return undefined;
  return Uint8Array.from(body.matchAll(C_BYTES), (match) => Number.parseInt(match[1]!, 16));
}

/**
 * Bytes of anything a person pastes where bytes are wanted: plain hex, a hexdump with offsets and a text column, or a C array.
 * Undefined when it is none of them.
 */
export function parsePastedBytes(text: string): Uint8Array | undefined {
  return parseDump(text) ?? parseHex(text) ?? parseCArray(text);
}
