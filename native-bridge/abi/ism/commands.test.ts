import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../hex.ts';
import { decodeFields, encode } from '../layout.ts';
import {
  decodeIsmRequest,
  decodeIsmResponse,
  encodeIsmCommand,
  encodeIsmResponse,
  type IsmCommandName,
  ismCommands,
  ismHeader,
  ismOperands,
} from './commands.ts';
import { ismEvent, ismSba } from './layouts.ts';
import { dmbMoveAt, dmbMoveOffset, dmbMovePieces } from './moves.ts';

/** Code, request bytes, response bytes of every command. */
const COMMANDS: readonly [IsmCommandName, number, number, number][] = [
  ['REG_SBA', 0x1, 16, 8],
  ['REG_IEQ', 0x2, 24, 8],
  ['READ_GID', 0x3, 8, 16],
  ['ADD_VLAN', 0x4, 16, 8],
  ['DEL_VLAN', 0x5, 16, 8],
  ['SET_VLAN', 0x6, 8, 8],
  ['RESET_VLAN', 0x7, 8, 8],
  ['QUERY_INFO', 0x8, 8, 200],
  ['QUERY_RGID', 0x9, 24, 8],
  ['REG_DMB', 0xa, 40, 16],
  ['UNREG_DMB', 0xb, 16, 8],
  ['SIGNAL_IEQ', 0xe, 32, 8],
  ['UNREG_SBA', 0x11, 8, 8],
  ['UNREG_IEQ', 0x12, 8, 8],
];

test('the table has every command', () => {
  expect(Object.keys(ismCommands).sort()).toEqual(COMMANDS.map(([name]) => name).sort());
});

describe.each(COMMANDS)('%s', (name, code, requestSize, responseSize) => {
  test('has its code and sizes in both headers', () => {
    const request = encodeIsmCommand(name);
    const response = encodeIsmResponse(name, { ret: 0xffff });
    expect([request.length, response.length]).toEqual([requestSize, responseSize]);
    expect(decodeIsmRequest(request)).toMatchObject({ name, values: { cmd: code, len: requestSize } });
    expect(decodeIsmResponse(name, response)).toMatchObject({ cmd: code, ret: 0xffff, len: responseSize });
  });
});

test('REG_DMB is laid out as the ISM driver stores it', () => {
  const values = { dmb: 0x1_0000_0000n, dmb_len: 0x4000, sba_idx: 3, vlan: 0, rgid: 0x1234n };
  expect(toHex(encodeIsmCommand('REG_DMB', values))).toBe(
    '0000000a00000028' + '0000000100000000' + '0000400000000003' + '0000000000000000' + '0000000000001234',
  );
});

test('QUERY_INFO lists its VLAN ids', () => {
  const bytes = encodeIsmResponse('QUERY_INFO', { my_gid: 7n, vlan_id: [{ id: 5 }, { id: 9 }] });
  expect(bytes.length).toBe(200);
  expect(decodeIsmResponse('QUERY_INFO', bytes)).toMatchObject({
    my_gid: 7n,
    vlan_nr_ids: 2,
    vlan_id: [{ id: 5 }, { id: 9 }],
  });
});

test('an unknown command code or a short header is no request', () => {
  expect(decodeIsmRequest(new Uint8Array(7))).toBeUndefined();
  expect(decodeIsmRequest(Uint8Array.of(0, 0, 0, 0xff, 0, 0, 0, 8))).toBeUndefined();
});

test('a move offset joins token, DMB index, signal flag and byte offset', () => {
  const move = { token: 0x40_0000_0000n, index: 2, signal: true, offset: 0x1008 };
  expect(dmbMoveOffset(move)).toBe(0x40_0280_1008n);
  expect(dmbMoveOffset({ ...move, signal: false })).toBe(0x40_0200_1008n);
});

test('a move offset taken apart is the move it was made of', () => {
  const move = fc.record({
    token: fc.bigInt({ min: 0n, max: 0xffff_ffffn }).map((high) => high << 32n),
    index: fc.integer({ min: 0, max: 255 }),
    signal: fc.boolean(),
    offset: fc.integer({ min: 0, max: (1 << 23) - 1 }),
  });
  fc.assert(
    fc.property(move, (one) => {
      expect(dmbMoveAt(dmbMoveOffset(one))).toEqual(one);
    }),
  );
});

test('the pieces of a move join to the whole, cross no 4 KiB, and only the last may signal', () => {
  expect(dmbMovePieces(0xff0, 0x1020)).toEqual([
    { from: 0, offset: 0xff0, length: 0x10, last: false },
    { from: 0x10, offset: 0x1000, length: 0x1000, last: false },
    { from: 0x1010, offset: 0x2000, length: 0x10, last: true },
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1 << 20 }), fc.integer({ min: 0, max: 1 << 16 }), (offset, length) => {
      const pieces = dmbMovePieces(offset, length);
      expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(length);
      expect(pieces.filter(({ last }) => last)).toEqual([pieces.at(-1)]);
      for (const piece of pieces) {
        expect(piece.offset).toBe(offset + piece.from);
        expect((piece.offset % 4096) + piece.length).toBeLessThanOrEqual(4096);
      }
    }),
  );
});

test.each(COMMANDS)('%s gives back its operands whatever they are', (name) => {
  const values = fc.record(
    Object.fromEntries(
      ismOperands(name)
        .filter(({ reserved }) => !reserved)
        .map(({ name: field, type }) => [
          field,
          type === 'u64'
            ? fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn })
            : fc.integer({ min: 0, max: 0xffff_ffff }),
        ]),
    ),
  );
  fc.assert(
    fc.property(values, (operands) => {
      const bytes = encodeIsmCommand(name, operands);
      expect(bytes.subarray(0, 8)).toEqual(ismHeader(name));
      expect(decodeIsmRequest(bytes)?.values).toMatchObject(operands);
    }),
  );
});

test('the first word of the status block holds the summary and event bits, the DMB bits follow', () => {
  const sba = encode(ismSba, { summary: 1, event: 1, dmb_bits: '00000000' + '80' }, 'be');
  expect(sba.length).toBe(4096);
  expect(toHex(sba.subarray(0, 9))).toBe('c00000000000000080');
});

test('an event is 32 bytes', () => {
  const event = { type: 1, code: 2, tok: 3n, time: 4n, info: 5n };
  expect(decodeFields(ismEvent, encode(ismEvent, event, 'be'), 'be')).toEqual(event);
  expect(encode(ismEvent, event, 'be').length).toBe(32);
});
