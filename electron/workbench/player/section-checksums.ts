import { crc32 } from 'node:zlib';
import { MCAP_MAGIC } from '@mcap/core';
import { type FileRecord, OPCODE } from './record-walker.ts';

/** Where the footer keeps its CRC: behind opcode, length and two offsets. */
const FOOTER_CRC = 25;

/** Follows the two checksums of a file, over its data and over its summary: they catch what no chunk's own checksum covers. */
export class SectionChecksums {
  #crc = crc32(Uint8Array.from(MCAP_MAGIC));

  /** What is wrong with the section that `record` ends; undefined when nothing is, or the file has no checksum for it. */
  add({ opcode, bytes }: FileRecord): string | undefined {
    if (opcode === OPCODE.dataEnd) return this.#endData(bytes);
    const part = opcode === OPCODE.footer ? bytes.subarray(0, FOOTER_CRC) : bytes;
    this.#crc = crc32(part, this.#crc);
    return opcode === OPCODE.footer ? this.#compare(bytes, FOOTER_CRC, 'summary') : undefined;
  }

  #endData(bytes: Uint8Array): string | undefined {
    const wrong = this.#compare(bytes, 9, 'data');
    this.#crc = 0;
    return wrong;
  }

  #compare(bytes: Uint8Array, at: number, section: string): string | undefined {
    if (bytes.length < at + 4) return `the end of its ${section} is too short`;
    const written = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
    return written === 0 || written === this.#crc
      ? undefined
      : `its ${section} does not have the checksum it was written with`;
  }
}
