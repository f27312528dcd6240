import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Program, Step } from '../../../../electron/contract/program.ts';
import { checkFields } from '../../../../electron/contract/programs/check-fields.ts';
import { parseProgram } from '../../../../electron/contract/programs/parse.ts';
import { type RequestStep, resolveStep } from '../../../../electron/contract/programs/resolve.ts';
import { parseHex, toHex } from '../../../../native-bridge/abi/hex.ts';
import {
  encodeIsmCommand,
  type IsmCommandName,
  ismCommands,
  ismOperands,
} from '../../../../native-bridge/abi/ism/commands.ts';
import { dmbMoveAt } from '../../../../native-bridge/abi/ism/moves.ts';
import { fillBytes } from '../../../../native-bridge/contract/fills.ts';
import { emptyDraft, undone } from '../draft.ts';
import { templates } from '../templates.ts';
import { withAdded, withNeeds } from './add.ts';
import { bodyText } from './ism-steps.ts';
import { type Template, usualSteps, usualValues, type Values } from './template.ts';
import { digitsOf, sumText } from './values.ts';

const empty: Program = { program: 1, name: 'p', steps: [] };
const template = (id: string) => templates.find((one) => one.id === id)!;
const names = Object.keys(ismCommands) as IsmCommandName[];
const make = (id: string, values: Values = {}) => {
  const one = template(id);
  return one.make({ ...usualValues(one), ...values }).steps as unknown as Record<string, unknown>[];
};
const resolved = (step: unknown, variables: Record<string, bigint> = {}) =>
  resolveStep(step as RequestStep, new Map(Object.entries(variables))) as unknown as Record<string, unknown>;

test('ids are unique, and every ISM command is a template', () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(templates.filter(({ group }) => group === 'ISM commands').map(({ title }) => title)).toEqual(
    names.map((name) => `ISM command ${name}`),
  );
});

/** The program a template makes with what it needs; variables that come from elsewhere are declared. */
function wholeProgram(one: Template): Program {
  const values = usualValues(one);
  const { program } = withAdded(emptyDraft, withNeeds(one, values, one.needs?.(values, empty) ?? []));
  return { ...program, vars: { token: '0x1_0000_0000', gid: '0x1234' } };
}

test.each(templates.map((one) => [one.id, one] as const))('%s begins as a program that could be sent', (id, one) => {
  const program = parseProgram(JSON.stringify(wholeProgram(one)), id);
  expect(program.steps.length).toBeGreaterThan(0);
  checkFields(program, id);
});

describe('ISM commands', () => {
  test.each(names)('%s stores its operands at 8, then its header at 0, and loads its whole answer upward', (name) => {
    const steps = make(`ism-${name.toLowerCase().replaceAll('_', '-')}`);
    const stores = steps.filter(({ kind }) => kind === 'pcistb');
    const offsets = ismOperands(name).length > 0 ? [8, 0] : [0];
    expect(stores.map(({ offset }) => Number(offset))).toEqual(offsets);
    expect(steps.every(({ space }) => space === 2)).toBe(true);
    expect(steps.slice(stores.length).map(({ kind, offset, length }) => [kind, Number(offset), length])).toEqual(
      Array.from({ length: ismCommands[name].response.size / 8 }, (_, index) => ['pcilg', index * 8, 8]),
    );
    expect(stores.at(-1)?.data).toBe(toHex(encodeIsmCommand(name).subarray(0, 8)));
  });

  test('REG_DMB has the bytes the ISM driver stores and keeps the token', () => {
    const [body, header, first, second] = make('ism-reg-dmb', { rgid: '0x1234' });
    expect(String(body!.data).replaceAll(' ', '')).toBe(
      '0000000100000000' + '00010000' + '00000040' + '00000000' + '00000000' + '0000000000001234',
    );
    expect(header!.data).toBe('0000000a00000028');
    expect(first!.expect).toEqual({ data: '0000000a00000010' });
    expect(second!.save).toEqual([{ name: 'token', at: 0, type: 'u64be' }]);
  });

  test('any operands give the bytes of the encoder, as numbers and as variables', () => {
    const command = fc.constantFrom(...names.filter((name) => ismOperands(name).length > 0));
    fc.assert(
      fc.property(
        command,
        fc.array(fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }), { minLength: 9 }),
        (name, pool) => {
          const fields = ismOperands(name).filter(({ reserved }) => !reserved);
          const values = fields.map(({ name: field, type }, index) => {
            const value = BigInt.asUintN(type === 'u64' ? 64 : 32, pool[index]!);
            return [field, value] as const;
          });
          const wanted = encodeIsmCommand(name, Object.fromEntries(values)).subarray(8);
          const typed = bodyText(
            name,
            Object.fromEntries(values.map(([field, value]) => [field, `0x${value.toString(16)}`])),
          );
          expect(parseHex(typed)).toEqual(wanted);
          const named = bodyText(name, Object.fromEntries(values.map(([field]) => [field, `$${field}`])));
          const step = { kind: 'pcistb', space: 2, offset: 8, data: named };
          expect(resolved(step, Object.fromEntries(values)).data).toEqual(wanted);
        },
      ),
    );
  });

  test('an operand that is no value is named', () => {
    expect(() => make('ism-reg-dmb', { dmb_len: '0x1_0000_0000_0' })).toThrow(
      'dmb_len: 0x1_0000_0000_0 does not fit 32 bits.',
    );
    expect(() => make('ism-add-vlan', { vlan_id: 'one' })).toThrow('vlan_id: "one" is neither');
    expect(() => digitsOf('rgid', '$gid + 1', 64)).toThrow('the sum "$gid + 1"');
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(digitsOf('x', text, 32)).toMatch(/^[0-9a-f]{8}$|^\$/);
        } catch (thrown) {
          expect((thrown as Error).message).toContain('x: ');
        }
      }),
    );
  });

  test('what a command needs is given before it, once', () => {
    const one = template('ism-reg-dmb');
    const needs = one.needs!(usualValues(one), empty);
    expect(needs.map(({ what }) => what)).toEqual(['memory mapped at 0x1_0000_0000', '$gid']);
    const { program } = withAdded(emptyDraft, withNeeds(one, usualValues(one), needs));
    expect(program.steps.map(({ kind }) => kind).slice(0, 2)).toEqual(['buffer.alloc', 'dma.map']);
    expect(one.needs!(usualValues(one), program)).toEqual([]);
  });
});

describe('a DMB move', () => {
  it('puts token, element, signal and place into the offset', () => {
    const [store, ...rest] = make('dmb-move', { offset: '0x40', length: '16', index: '2', signal: 'true' });
    expect(rest).toEqual([]);
    const { offset, data, space } = resolved(store, { token: 0x3_0000_0000n });
    expect(space).toBe(0);
    expect(dmbMoveAt(BigInt(offset as bigint))).toEqual({
      token: 0x3_0000_0000n,
      index: 2,
      signal: true,
      offset: 0x40,
    });
    expect(data).toEqual(Uint8Array.from({ length: 16 }, (_, i) => i));
  });

  it('is cut at 4 KiB of the DMB, signals last, and stores the same bytes whatever the pattern', () => {
    const pattern = fc.constantFrom(['counter', '7'], ['byte', '0x5a'], ['random', '9'], ['hex', '0102 03']);
    fc.assert(
      fc.property(
        pattern,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        ([kind, value], offset, length) => {
          const values = {
            token: '0x1_0000_0000',
            pattern: kind!,
            value: value!,
            offset: `${offset}`,
            length: `${length}`,
            signal: 'true',
          };
          const stores = make('dmb-move', values).map((step) => resolved(step));
          const bytes = stores.flatMap(({ data }) => [...(data as Uint8Array)]);
          const places = stores.map((store) => dmbMoveAt(BigInt(store.offset as bigint)));
          expect(places[0]!.offset).toBe(offset);
          expect(places.map(({ signal }) => signal)).toEqual(places.map((_, index) => index === places.length - 1));
          for (const [index, { data }] of stores.entries())
            expect((places[index]!.offset % 4096) + (data as Uint8Array).length).toBeLessThanOrEqual(4096);
          const fill = {
            counter: { pattern: 'counter', start: 7n, width: 1, order: 'be' },
            byte: { pattern: 'byte', value: 0x5a },
            random: { pattern: 'random', seed: 9 },
            hex: { pattern: 'data', data: Uint8Array.of(1, 2, 3) },
          }[kind as 'counter'] as Parameters<typeof fillBytes>[0];
          expect(Uint8Array.from(bytes)).toEqual(fillBytes(fill, length));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuses what no store can reach, and says so', () => {
    expect(() => make('dmb-move', { offset: '0x80_0000' })).toThrow('offset');
    expect(() => make('dmb-move', { offset: '0x7f_fff8', length: '16' })).toThrow('23 bits');
    expect(() => make('dmb-move', { pattern: 'hex', value: 'xyz' })).toThrow('is not hex');
    expect(() => make('dmb-round-trip', { size: '0x1000', length: '4097' })).toThrow('behind the 4096 bytes');
  });

  it('of a peer expects back what it stored and takes all back', () => {
    const { functions, steps } = template('dmb-round-trip').make(usualValues(template('dmb-round-trip')));
    expect(functions).toEqual({ peer: 'sim:ism-peer' });
    const read = steps.find(({ kind }) => kind === 'buffer.read') as Step & { expect: unknown };
    expect(read.expect).toEqual({ data: { pattern: 'counter', start: 0, length: 4096 } });
    expect(steps.at(-1)).toMatchObject({ kind: 'dma.unmap', on: 'peer' });
  });
});

test('adding is one change of the draft', () => {
  const draft = withAdded(emptyDraft, template('dmb-round-trip').make(usualValues(template('dmb-round-trip'))));
  expect(draft.program.functions).toEqual({ peer: 'sim:ism-peer' });
  expect(undone(draft).program).toEqual(emptyDraft.program);
});

test('a sum keeps its variable and its place is hex', () => {
  expect(sumText('$token', 0x40n)).toBe('$token + 0x40');
  expect(sumText('$token', 0n)).toBe('$token');
  expect(sumText('0x1_0000_0000', 0x40n)).toBe('0x1_0000_0040');
  expect(usualSteps(template('load-8'))).toHaveLength(1);
});
