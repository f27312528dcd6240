import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestRow, Session } from '../../../../electron/contract/app-contract.ts';
import { dmbMoveOffset } from '../../../../native-bridge/abi/ism/moves.ts';
import type { Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { waysBack, writtenBytes } from './ways.ts';

const open = (id: string, buffers: { name: string; size: number }[] = [], condition = 'live') =>
  ({ id, title: id, condition, kind: 'sim', state: { buffers } }) as unknown as Session;
const store = (more: object = {}): Request =>
  ({ kind: 'pcistb', space: 0, offset: 0x1000n, data: Uint8Array.of(1, 2, 3), pageOffset: 0, ...more }) as Request;
const row = { data: Uint8Array.of(9), bytes: 1, status: 'ok' } as RequestRow;

test('loads cover the stored bytes once, none across a doubleword', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 48n }), fc.integer({ min: 1, max: 200 }), (offset, length) => {
      const [way] = waysBack(store({ offset }), 'a', [open('a')]);
      let next = offset;
      for (const read of way!.reads(length, 0) as Extract<Request, { kind: 'pcilg' }>[]) {
        expect(read.offset).toBe(next);
        expect(Number(read.offset % 8n) + read.length).toBeLessThanOrEqual(8);
        next += BigInt(read.length);
      }
      expect(next).toBe(offset + BigInt(length));
    }),
  );
});

test('a move is looked for in the memory of the peer first, at its place in the DMB', () => {
  const offset = dmbMoveOffset({ token: 1n << 32n, index: 3, signal: true, offset: 0x40 });
  const sessions = [
    open('a', [{ name: 'own', size: 64 }]),
    open('b', [{ name: 'dmb', size: 65_536 }]),
    open('c', [{ name: 'x', size: 1 }], 'ended'),
  ];
  const ways = waysBack(store({ offset }), 'a', sessions);
  expect(ways.map(({ id }) => id)).toEqual(['b/dmb', 'a/own', 'pcilg']);
  expect(ways[0]).toMatchObject({ session: 'b', at: 0x40 });
  expect(ways[0]!.reads(3, 0x40)).toEqual([{ kind: 'buffer.read', buffer: 'dmb', at: 0x40, length: 3 }]);
});

test('one write is read back by one read of the same place', () => {
  const data = Uint8Array.of(1, 2);
  const of = (request: Request) => waysBack(request, 'a', [open('a')]).flatMap((way) => way.reads(2, 0));
  expect(of({ kind: 'region.write', region: 2, offset: 8n, data })).toEqual([
    { kind: 'region.read', region: 2, offset: 8n, length: 2 },
  ]);
  expect(of({ kind: 'config.write', offset: 4n, data })).toEqual([{ kind: 'config.read', offset: 4n, length: 2 }]);
  expect(of({ kind: 'buffer.fill', buffer: 'b', at: 3, length: 2, fill: { pattern: 'ones' } })).toEqual([
    { kind: 'buffer.read', buffer: 'b', at: 3, length: 2 },
  ]);
  expect(of({ kind: 'device.reset' })).toEqual([]);
});

test('what was written is known of inline bytes, of fills, and of a buffer as far as the row keeps it', () => {
  expect(writtenBytes(store(), row)).toEqual(Uint8Array.of(1, 2, 3));
  expect(writtenBytes(store({ data: undefined, from: { buffer: 'b', at: 0, length: 1 } }), row)).toEqual(
    Uint8Array.of(9),
  );
  expect(writtenBytes({ kind: 'buffer.fill', buffer: 'b', at: 0, length: 2, fill: { pattern: 'ones' } }, row)).toEqual(
    Uint8Array.of(255, 255),
  );
});
