import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const ETHERNET = 1;
const BATCH = 10_000;
const PAYLOAD = 64;
const FRAME = 14 + 20 + 8 + PAYLOAD;

/** A pcap file of `packets` UDP packets with payloads of 64 bytes. @param {string} path @param {number} packets */
export async function makePcap(path, packets) {
  const out = createWriteStream(path);
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  head.writeUInt32LE(ETHERNET, 20);
  out.write(head);
  for (let n = 0; n < packets; n += BATCH) {
    const count = Math.min(BATCH, packets - n);
    const batch = Buffer.concat(Array.from({ length: count }, (_, i) => packet(n + i)));
    if (!out.write(batch)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** @param {number} n */
function packet(n) {
  const bytes = Buffer.alloc(16 + FRAME);
  bytes.writeUInt32LE(Math.floor(n / 50_000), 0);
  bytes.writeUInt32LE((n % 50_000) * 20, 4);
  bytes.writeUInt32LE(FRAME, 8);
  bytes.writeUInt32LE(FRAME, 12);
  bytes.writeUInt16BE(0x0800, 16 + 12);
  bytes.set([0x45, 0, 0, FRAME - 14, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2], 16 + 14);
  bytes.writeUInt16BE(PAYLOAD + 8, 16 + 34 + 4);
  bytes.writeUInt32BE(n, 16 + 42);
  return bytes;
}
