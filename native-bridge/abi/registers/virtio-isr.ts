import { readU32 } from '../bytes.ts';
import { STATUS_CAP_LIST } from '../pci-config/header.ts';
import type { BarBytes, ChangingRead } from './changing-read.ts';

const RED_HAT = 0x1af4;
const VENDOR_CAPABILITY = 0x09;
const ISR_TYPE = 3;
const STATUS = 6;
const FIRST = 0x34;
/** As many capabilities as fit; a list that loops ends there. */
const MOST = 48;
/** Vendor capability of virtio: type, BAR, offset and length of one of its structures. */
const CAP_BYTES = 16;

export const virtioIsr: ChangingRead = {
  name: 'virtio ISR status',
  sentence: 'Reading the ISR status clears it and takes the interrupt back.',
  source: 'Virtual I/O Device (VIRTIO) 1.2, 4.1.4.5; Linux drivers/virtio: vp_interrupt',
  places: ({ vendor, config }) => (vendor === RED_HAT && config ? isrPlaces(config) : []),
};

function isrPlaces(config: Uint8Array): BarBytes[] {
  const places: BarBytes[] = [];
  if (((config[STATUS] ?? 0) & STATUS_CAP_LIST) === 0) return places;
  let at = (config[FIRST] ?? 0) & ~3;
  for (let steps = 0; at >= 0x40 && at + 2 <= config.length && steps < MOST; steps++) {
    if (isIsr(config, at)) places.push(placeAt(config, at));
    at = config[at + 1]! & ~3;
  }
  return places;
}

const isIsr = (config: Uint8Array, at: number) =>
  at + CAP_BYTES <= config.length && config[at] === VENDOR_CAPABILITY && config[at + 3] === ISR_TYPE;

function placeAt(config: Uint8Array, at: number): BarBytes {
  const start = BigInt(readU32(config, at + 8, 'le'));
  return { bar: config[at + 4]!, start, end: start + BigInt(readU32(config, at + 12, 'le')) };
}
