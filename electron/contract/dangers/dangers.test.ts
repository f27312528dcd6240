import { describe, expect, test } from 'vitest';
import type { BurstSpec, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { burstSpecSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import type { Program } from '../program.ts';
import { dangersOf, dangersOfBurst } from './index.ts';
import { dangersOfProgram } from './program.ts';

const target = (relaxed: boolean) => ({ facts: { relaxed } }) as KnownFunction;
const ISM = target(true);
const NIC = target(false);

const ids = (request: object, of = NIC) => dangersOf(requestSchema.parse(request) as Request, of).map(({ id }) => id);
const burstIds = (spec: object, of = ISM) =>
  dangersOfBurst(burstSpecSchema.parse({ op: 'pcistb', length: 8, ...spec }) as BurstSpec, of).map(({ id }) => id);

describe('a request', () => {
  test('that resets the function', () => {
    expect(ids({ kind: 'device.reset' })).toEqual(['RESET']);
  });

  test.each([
    ['the byte before the command register', 3, '00', []],
    ['the command register', 4, '0600', ['CONFIG-CONTROL']],
    ['its second byte', 5, '00', ['CONFIG-CONTROL']],
    ['the status register behind it', 6, '0000', []],
    ['up to the first BAR', 0x0c, '00000000', []],
    ['into the first BAR', 0x0c, '0000000000', ['CONFIG-CONTROL']],
    ['the last byte of the last BAR', 0x27, '00', ['CONFIG-CONTROL']],
    ['behind the BARs', 0x28, '00000000', []],
    ['the expansion ROM', 0x30, '00000000', ['CONFIG-CONTROL']],
    ['a capability', 0x40, '00', []],
  ])('that writes %s', (_, offset, data, expected) => {
    expect(ids({ kind: 'config.write', offset, data })).toEqual(expected);
    expect(ids({ kind: 'region.write', region: 7, offset, data })).toEqual(expected);
  });

  test('that only reads, or writes a BAR of a function nothing is known of', () => {
    expect(ids({ kind: 'config.read', offset: 4, length: 2 })).toEqual([]);
    expect(ids({ kind: 'region.write', region: 0, offset: 0x5000, data: '00' })).toEqual([]);
  });

  test.each([
    ['the data window', 0, (1n << 48n) - 1n, []],
    ['behind the data window', 0, 1n << 48n, ['OUTSIDE-WINDOWS']],
    ['the command window', 2, 0n, []],
    ['its last byte: a QUERY_INFO answer has 200', 2, 199n, []],
    ['behind the command window', 2, 200n, ['OUTSIDE-WINDOWS']],
    ['another BAR', 1, 0n, ['OUTSIDE-WINDOWS']],
  ])('to an ISM function that stores into %s', (_, space, offset, expected) => {
    expect(ids({ kind: 'pcistb', space, offset, data: 'ff' }, ISM)).toEqual(expected);
  });
});

describe('a burst', () => {
  test('is as dangerous as any of its operations', () => {
    expect(burstIds({ space: 2, offset: 192n })).toEqual([]);
    expect(burstIds({ space: 2, offset: 192n, stride: 8, count: 2 })).toEqual(['OUTSIDE-WINDOWS']);
    expect(burstIds({ space: 2, offset: 184n, stride: 8, count: 2 })).toEqual([]);
    expect(burstIds({ space: 2, offset: 0n, stride: 8, span: 64 })).toEqual([]);
    expect(burstIds({ space: 2, offset: 0n, stride: 8, seconds: 1 })).toEqual(['OUTSIDE-WINDOWS']);
    expect(burstIds({ op: 'pcilg', space: 2, offset: 4096n })).toEqual([]);
  });
});

describe('a program', () => {
  const program = (steps: Program['steps']): Program => ({ program: 1, name: 'p', vars: { at: 4 }, steps });

  test('names the first step of each danger', () => {
    const found = dangersOfProgram(
      program([
        { kind: 'config.write', offset: 0x40, data: '00' },
        { kind: 'repeat', count: 3, steps: [{ kind: 'config.write', offset: '$at', data: '00' }] },
        { kind: 'config.write', offset: '$at', data: '00' },
        { kind: 'device.reset' },
      ]),
      NIC,
    );
    expect(found.map(({ id, why }) => [id, why])).toEqual([
      ['CONFIG-CONTROL', 'steps[1].steps[0]: config.write writes the command register'],
      ['RESET', 'steps[3]: device.reset resets the function'],
    ]);
  });

  test('is looked at as far as its values are known', () => {
    expect(dangersOfProgram(program([{ kind: 'config.write', offset: '$later', data: '00' }]), NIC)).toEqual([]);
  });
});
