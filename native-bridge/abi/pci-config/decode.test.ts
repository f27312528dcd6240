import { expect, test } from 'vitest';
import { writeU16, writeU32 } from '../bytes.ts';
import { parseHex } from '../hex.ts';
import type { Decoded } from '../types.ts';
import { decodePciConfig } from './decode.ts';

/** Configuration space of 4 KiB with the given bytes at the given places, and the capability-list bit set. */
function space(pieces: Readonly<Record<number, string>>, size = 0x1000): Uint8Array {
  const bytes = new Uint8Array(size);
  writeU16(bytes, 0, 0x1014, 'le');
  writeU16(bytes, 2, 0x04ed, 'le');
  writeU16(bytes, 6, 0x10, 'le');
  bytes[0x34] = 0x40;
  for (const [at, hex] of Object.entries(pieces)) bytes.set(parseHex(hex)!, Number(at));
  return bytes;
}

const fields = ({ caps }: Decoded, name: string) => caps.find((cap) => cap.name === name)?.fields;
const codes = ({ diagnostics }: Decoded) => diagnostics.map(({ code, offset }) => `${code}@${offset}`);

test('MSI has the fields its control word calls for', () => {
  const decoded = decodePciConfig(space({ 64: '05508100 000000fe 00000000 2100', 80: '05008300 00000000' }));
  expect(fields(decoded, 'msi')).toMatchObject({
    enable: 1,
    capable: 0,
    address: 0xfe00_0000,
    address_upper: 0,
    data: 0x21,
  });
  expect(decoded.caps.map(({ offset, length }) => [offset, length])).toEqual([
    [0x40, 14],
    [0x50, 14],
  ]);
});

test('MSI-X gives table size, BAR and offset', () => {
  const decoded = decodePciConfig(space({ 64: '1100 0380 04000000 04080000' }));
  expect(fields(decoded, 'msi-x')).toEqual({
    table_size: 3,
    control: 0x8003,
    table_bir: 4,
    table_offset: 0,
    pba_bir: 4,
    pba_offset: 0x800,
  });
});

test('PCI Express version 2 and power management decode field by field', () => {
  const express = `10000200 02800000 00290000 437c0300 40004310${'00'.repeat(40)}`;
  const decoded = decodePciConfig(space({ 64: '01500302 0b010000', 80: express }));
  expect(fields(decoded, 'power-management')).toMatchObject({ pm_version: 3, power_state: 3, pmcsr: 0x010b });
  expect(fields(decoded, 'pci-express')).toMatchObject({
    pcie_version: 2,
    port_type: 0,
    max_read_request: 2,
    link_speed: 3,
  });
  expect(codes(decoded)).toEqual([]);
});

test('extended capabilities are walked from 0x100', () => {
  const bytes = space({ 52: '00' });
  writeU32(bytes, 0x100, 0x1481_0001, 'le');
  writeU32(bytes, 0x104, 0x0010_0000, 'le');
  writeU32(bytes, 0x148, 0x0001_0003, 'le');
  bytes.set(parseHex('efcdab8967452301')!, 0x14c);
  const decoded = decodePciConfig(bytes);
  expect(fields(decoded, 'advanced-error-reporting')).toMatchObject({ uncorrectable_status: 0x10_0000 });
  expect(fields(decoded, 'device-serial-number')).toEqual({ serial: 0x0123_4567_89ab_cdefn });
  expect(decoded.caps.map(({ offset, version }) => [offset, version])).toEqual([
    [0x100, 1],
    [0x148, 1],
  ]);
});

test('a vendor-specific capability keeps the bytes its length byte claims', () => {
  const decoded = decodePciConfig(space({ 64: '0900 06 aabbcc dd' }));
  expect(fields(decoded, 'vendor-specific')).toEqual({ cap_len: 6, data: Uint8Array.of(0xaa, 0xbb, 0xcc) });
});

test.each([
  ['a loop', { 64: '0140' }, ['loop@64']],
  ['a pointer into the header', { 64: '0120' }, ['offset-in-fixed@32']],
  ['a list that a short read cuts', { 64: '01f0', 240: '11fc' }, ['truncated-header@252']],
] as const)('%s ends the list with a finding', (_, pieces, expected) => {
  const decoded = decodePciConfig(space(pieces as Record<number, string>, 0xfd));
  expect(codes(decoded)).toEqual(expected);
});

test('an unknown capability keeps its bytes and the walk goes on', () => {
  const decoded = decodePciConfig(space({ 64: '7f48 0102030405 06', 72: '0100 0300' }));
  expect(decoded.caps.map(({ name }) => name)).toEqual(['unknown', 'power-management']);
  expect(decoded.caps[0]!.fields.bytes).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  expect(codes(decoded)).toEqual(['unknown-id@64']);
});

test('a function that is gone reads as all ones and ends quickly', () => {
  const decoded = decodePciConfig(new Uint8Array(0x1000).fill(0xff));
  expect(decoded.header.vendor_id).toBe(0xffff);
  expect(decoded.diagnostics.length).toBeLessThan(4);
});
