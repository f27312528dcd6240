import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { checkProgram } from '../../contract/programs/check.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { embed, evaluate } from '../../contract/programs/expression.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { runProgram } from './run.ts';

const program = (steps: unknown[], more: object = {}) =>
  parseProgram(JSON.stringify({ program: 1, name: 'p', steps, ...more }), 'p.json');

const outcome = (part: Partial<Outcome> = {}): Outcome => ({
  ...{ status: 'ok', warnings: [], broken: [], startNs: 0n, durationNs: 5n, modelled: true },
  ...part,
});

/** Runs steps against answers given one after another; gives what was sent. */
async function runSteps(steps: unknown[], answers: Partial<Outcome>[] = [], more: object = {}) {
  const sent: { request: Request; on?: string }[] = [];
  const result = await runProgram(program(steps, more), async (request, on) => {
    sent.push({ request, on });
    return { outcome: outcome(answers[sent.length - 1]) };
  });
  return { sent, result };
}

const LOAD = { kind: 'pcilg', space: 2, offset: 8, length: 8 };

describe('a running program', () => {
  test('puts saved answers into later offsets and payloads', async () => {
    const steps = [
      { ...LOAD, save: [{ name: 'token', at: 2, type: 'u16be' }] },
      { kind: 'pcistb', space: 0, offset: '$token + 0x0100_0000 + $at', data: 'ff $token:u32le 00', on: 'peer' },
    ];
    const data = Uint8Array.of(0, 0, 0x12, 0x34, 0, 0, 0, 0);
    const more = { vars: { at: '0x40' }, functions: { peer: 'sim:ism-peer' } };
    const { sent, result } = await runSteps(steps, [{ data }], more);
    expect(sent[1]).toMatchObject({ on: 'peer', request: { offset: 0x100_1274n } });
    expect((sent[1]!.request as { data: Uint8Array }).data).toEqual(Uint8Array.of(0xff, 0x34, 0x12, 0, 0, 0));
    expect(result).toMatchObject({ done: 2, total: 2, failed: 0, stopped: false });
  });

  test('unrolls repeats with their counters', async () => {
    const inner = { kind: 'repeat', count: 2, as: 'j', steps: [{ ...LOAD, offset: '$i + $j' }] };
    const { sent, result } = await runSteps([{ kind: 'repeat', count: 3, as: 'i', steps: [inner] }]);
    expect(sent.map(({ request }) => (request as { offset: bigint }).offset)).toEqual([0n, 1n, 1n, 2n, 2n, 3n]);
    expect(result.total).toBe(6);
  });

  test('ends at the first step that is not as expected, and says how', async () => {
    const cases: [object, Partial<Outcome>, string][] = [
      [{}, { status: 'errno', errno: 22 }, 'expected ok, got EINVAL'],
      [{ errno: 'EIO' }, { status: 'errno', errno: 22 }, 'expected EIO, got EINVAL'],
      [{ errno: 'EIO' }, {}, 'expected EIO, got ok'],
      [{ data: '0102', at: 1 }, { data: Uint8Array.of(9, 1, 3) }, 'byte 2: expected 02, got 03'],
      [{ data: '01' }, {}, 'byte 0: expected 01, got nothing'],
      [{ maxLatencyNs: 4 }, {}, 'took 5 ns, expected at most 4 ns'],
    ];
    for (const [expectation, answer, failure] of cases) {
      const { result, sent } = await runSteps([{ ...LOAD, expect: expectation }, LOAD], [answer]);
      expect(result).toMatchObject({ done: 1, failed: 1, failure: { path: 'steps[0]', failure } });
      expect(sent).toHaveLength(1);
    }
  });

  test('stops before the next step, and a pause at once', async () => {
    const stop = new AbortController();
    const steps = [{ kind: 'pause', ms: 3_600_000 }, LOAD];
    const running = runProgram(program(steps), async () => ({ outcome: outcome() }), { stop: stop.signal });
    stop.abort();
    expect(await running).toMatchObject({ done: 1, total: 2, stopped: true, failed: 0 });
  });

  test('opens its further functions for the run and arms them as the session is', async () => {
    const bridge = new FakeBridge();
    const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 't' });
    const running = session.runProgram(program([{ ...LOAD, on: 'peer' }], { functions: { peer: 'sim:ism-peer' } }));
    expect(await running.finished).toMatchObject({ failed: 0 });
    expect(bridge.opened).toEqual(['sim:ism', 'sim:ism-peer']);
    expect(session.page(0, 9).rows).toMatchObject([{ kind: 'pcilg', on: 'peer' }]);
  });
});

describe('a malformed program is refused in one line that names step and field', () => {
  const cases: [string, unknown][] = [
    ['p: steps[1].kind: "nop" is none of ', { steps: [LOAD, { kind: 'nop' }] }],
    ['p: steps[0].steps[0].ms:', { steps: [{ kind: 'repeat', count: 1, steps: [{ kind: 'pause', ms: -1 }] }] }],
    ['p: steps[0].ofset: pcilg has no such field.', { steps: [{ ...LOAD, ofset: 1 }] }],
    ['p: steps[0].length:', { steps: [{ kind: 'pcilg', space: 2, offset: 8 }] }],
    ['p: steps[0].length:', { steps: [{ ...LOAD, length: '0x1000' }] }],
    ['p: steps[0].$x is not a variable of this program.', { steps: [{ ...LOAD, offset: '$x' }] }],
    ['p: steps[0].on: "peer" is not in "functions".', { steps: [{ ...LOAD, on: 'peer' }] }],
    ['p: steps[0].expect.errno:', { steps: [{ ...LOAD, expect: { errno: 5 } }] }],
    ['p: program: ', { program: 2 }],
    ['p: name: ', { name: 7 }],
  ];
  for (const [line, change] of cases)
    test(line, () => {
      const text = JSON.stringify({ program: 1, name: 'n', steps: [], ...(change as object) });
      const error = thrownBy(() => checkFields(parseProgram(text, 'p'), 'p'));
      expect(error.message.startsWith(line), error.message).toBe(true);
      expect(error.message).not.toContain('\n');
    });

  test('whatever the JSON is', () => {
    const value = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(value, (text) => {
        expect(thrownBy(() => parseProgram(text, 'p'))).toMatchObject({ code: 'bad-program' });
      }),
    );
  });

  test('whatever a step has in it', () => {
    const kind = fc.constantFrom('pcistb', 'pcilg', 'dma.map', 'repeat', 'pause', 'buffer.fill');
    const step = fc.tuple(
      kind,
      fc.dictionary(fc.constantFrom('offset', 'data', 'count', 'ms', 'steps', 'save', 'fill'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3 }), (steps) => {
        const text = JSON.stringify({
          program: 1,
          name: 'n',
          steps: steps.map(([name, fields]) => ({ ...fields, kind: name })),
        });
        try {
          checkFields(parseProgram(text, 'p'), 'p');
        } catch (thrown) {
          expect((thrown as WorkbenchError).info?.code, String(thrown)).toMatch(/^(bad-program|unknown-variable)$/);
          expect((thrown as WorkbenchError).message).not.toContain('\n');
        }
      }),
    );
  });

  test('nested deeper than it may be', () => {
    let steps: unknown[] = [LOAD];
    for (let i = 0; i < 20; i++) steps = [{ kind: 'repeat', count: 1, steps }];
    expect(() => program(steps)).toThrow(/repeats nest deeper/);
  });
});

describe('expressions', () => {
  const variables = new Map([['a', 0x1_0000_0000n]]);

  test('are numbers, variables and sums below 2^64', () => {
    expect(evaluate('$a + 0x10 + 1', variables)).toBe(0x1_0000_0011n);
    expect(evaluate('$a + 3 * 0x10 * 2', variables)).toBe(0x1_0000_0060n);
    expect(evaluate(4096, variables)).toBe(4096n);
    for (const bad of ['', '1 -', '$', '1.5', -1, `$a + ${'9'.repeat(20)}`])
      expect(() => evaluate(bad, variables)).toThrow(WorkbenchError);
  });

  test('in payloads are digits of the width asked for, and refused when they do not fit', () => {
    expect(embed('00 $a', variables)).toBe('00 0000000100000000');
    expect(embed('$a:u64le', variables)).toBe('0000000001000000');
    expect(() => embed('$a:u32be', variables)).toThrow(/does not fit u32be/);
  });
});

describe('a check', () => {
  test('follows buffers and mappings from step to step, and sends nothing', async () => {
    const bridge = new FakeBridge();
    const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 't' });
    const map = { kind: 'dma.map', buffer: 'b', iova: '0x1_0000_0000' };
    const checked = program([
      { kind: 'buffer.alloc', buffer: 'b', size: 4096 },
      map,
      map,
      { ...map, expect: { errno: 'EEXIST' } },
      { kind: 'pcistb', space: 0, offset: '0xff8', data: '00'.repeat(16) },
      { ...LOAD, save: [{ name: 'token' }] },
      { kind: 'pcistb', space: 0, offset: '$token', data: '00' },
      { kind: 'dma.map', buffer: 'nobody', iova: 0 },
    ]);
    const { steps: checks } = checkProgram(checked, await session.functionsFor(checked));
    const told = checks.map(
      ({ predicted, expected, refused, unknown }) =>
        predicted ?? (refused ? 'refused' : unknown ? 'unknown' : expected),
    );
    expect(told).toEqual([false, false, 'EEXIST', 'EEXIST', 'EINVAL', false, 'unknown', 'refused']);
    expect(checks.map(({ expected }) => expected)).toEqual([false, false, false, true, false, false, false, false]);
    expect(checks[4]!.broken[0]).toMatchObject({ rule: 'ISM-4K', errno: 'EINVAL' });
    expect(bridge.sent).toEqual([]);
  });
});

function thrownBy(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown.info;
    throw thrown;
  }
  throw new WorkbenchError({ code: 'nothing', message: 'nothing was thrown' });
}
