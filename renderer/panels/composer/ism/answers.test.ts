import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestRow } from '../../../../electron/contract/app-contract.ts';
import {
  encodeIsmResponse,
  type IsmCommandName,
  ismCommands,
  ismHeader,
} from '../../../../native-bridge/abi/ism/commands.ts';
import type { FieldValues } from '../../../../native-bridge/abi/types.ts';
import { ismAnswers } from './answers.ts';

let seq = 0;
const row = (kind: string, offset: number, data: Uint8Array, more: Partial<RequestRow> = {}) =>
  ({
    seq: seq++,
    kind,
    request: { space: 2, offset: `0x${offset.toString(16)}` },
    status: 'ok',
    data,
    ...more,
  }) as RequestRow;

const loads = (bytes: Uint8Array, on?: string) =>
  Array.from({ length: bytes.length / 8 }, (_, i) => row('pcilg', i * 8, bytes.subarray(i * 8, i * 8 + 8), { on }));

const ran = (name: IsmCommandName, values: FieldValues = {}, on?: string) => [
  row('pcistb', 0, ismHeader(name), { on }),
  ...loads(encodeIsmResponse(name, values), on),
];

const valuesOf = ({ fields }: ReturnType<typeof ismAnswers>[number]) =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

test.each(
  Object.keys(ismCommands) as IsmCommandName[],
)('%s is told by its header and its answer by its loads', (name) => {
  const [answer] = ismAnswers(ran(name));
  expect(answer).toMatchObject({ name, verdict: 'done', failed: false });
  expect(valuesOf(answer!)).toMatchObject({
    cmd: ismCommands[name].code,
    ret: 0,
    len: ismCommands[name].response.size,
  });
});

test('the fields of an answer have their values, 64 bits exact', () => {
  const [answer] = ismAnswers(ran('REG_DMB', { dmb_tok: 0xfedc_ba98_7654_3210n }));
  expect(valuesOf(answer!).dmb_tok).toBe(0xfedc_ba98_7654_3210n);
});

test('commands of two functions are kept apart, newest first', () => {
  const a = ran('READ_GID', { gid: 1n });
  const b = ran('READ_GID', { gid: 2n }, 'peer');
  const mixed = a.flatMap((one, index) => [one, b[index]!]);
  expect(ismAnswers(mixed).map((answer) => [answer.on, valuesOf(answer).gid])).toEqual([
    ['peer', 2n],
    [undefined, 1n],
  ]);
});

test('a refused command, one not loaded and one of another command say so', () => {
  expect(ismAnswers(ran('REG_SBA', { ret: 0xffff }))[0]).toMatchObject({
    verdict: 'ret 0xffff, generic error',
    failed: true,
  });
  expect(ismAnswers([row('pcistb', 0, ismHeader('REG_SBA'))])[0]).toMatchObject({
    verdict: 'the answer was not loaded',
  });
  const other = [row('pcistb', 0, ismHeader('REG_SBA')), ...loads(encodeIsmResponse('UNREG_SBA'))];
  expect(ismAnswers(other)[0]).toMatchObject({ verdict: 'the answer is of command 0x11', failed: true });
});

test('any rows give answers, never an exception', () => {
  const any = fc.record({
    kind: fc.constantFrom('pcistb', 'pcilg', 'mark'),
    offset: fc.integer({ min: 0, max: 300 }),
    data: fc.uint8Array({ maxLength: 16 }),
    space: fc.constantFrom(0, 2, undefined),
  });
  fc.assert(
    fc.property(fc.array(any), (all) => {
      const rows = all.map(({ kind, offset, data, space }) => row(kind, offset, data, { request: { space, offset } }));
      ismAnswers([...ran('QUERY_INFO'), ...rows]);
    }),
  );
});
