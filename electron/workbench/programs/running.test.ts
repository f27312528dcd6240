import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import type { RunOptions } from '../../contract/programs/run-options.ts';
import type { StepRow } from '../../contract/programs/run-results.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { JunitWriter } from './junit.ts';
import { type RunHooks, type RunStep, runProgram } from './run.ts';
import type { RunClock } from './run-clock.ts';
import { RunGate } from './run-gate.ts';
import { MAX_RESULTS, RunResults, rowOf } from './run-results.ts';
import { MAX_FAILURES } from './run-tally.ts';

const LOAD = { kind: 'pcilg', space: 2, offset: 8, length: 8 };
const STEP_MS = 10;

const program = (steps: unknown[], more: object = {}) =>
  parseProgram(JSON.stringify({ program: 1, name: 'p', steps, ...more }), 'p.json');

const outcome = (part: Partial<Outcome> = {}): Outcome => ({
  ...{ status: 'ok', warnings: [], broken: [], startNs: 0n, durationNs: 5n, modelled: true },
  ...part,
});

/** A clock that only a request (10 ms each) and a wait move. */
class FakeClock implements RunClock {
  ms = 0;
  now = () => this.ms;
  sleep = async (ms: number) => {
    this.ms += ms;
  };
}

interface Given extends Omit<RunHooks, 'step'> {
  readonly rows?: unknown;
  readonly answer?: (request: Request, number: number) => Partial<Outcome>;
}

async function run(steps: unknown[], options: RunOptions = {}, given: Given = {}) {
  const { rows, answer = () => ({}), ...hooks } = given;
  const clock = new FakeClock();
  const taken: RunStep[] = [];
  const sentAt: number[] = [];
  const send = async (request: Request) => {
    sentAt.push(clock.ms);
    clock.ms += STEP_MS;
    return { outcome: outcome(answer(request, sentAt.length - 1)), seq: sentAt.length - 1 };
  };
  const step = (one: RunStep) => void taken.push(one);
  const result = await runProgram(program(steps, { rows }), send, { clock, ...hooks, options, step });
  return { result, taken, sentAt, clock };
}

describe('a run', () => {
  test('takes every row of every iteration in order and says which it is', async () => {
    const { taken, result } = await run(
      [{ ...LOAD, offset: '$at' }],
      { iterations: 2 },
      { rows: [{ at: 0 }, { at: 8 }] },
    );
    expect(taken.map(({ iteration, row, seq }) => [iteration, row, seq])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 2],
      [1, 1, 3],
    ]);
    expect(result).toMatchObject({ done: 4, total: 4, requests: 4, rows: 2, iterations: 2, ended: 'finished' });
  });

  test('ends at the first failure, or goes on when it is to, and counts the failures', async () => {
    const rows = { sweep: { i: { from: 0, to: 9 } } };
    const answer = (_: Request, number: number) => (number % 3 === 1 ? { status: 'errno' as const, errno: 5 } : {});
    const first = await run([LOAD], {}, { rows, answer });
    expect(first.result).toMatchObject({
      done: 2,
      failed: 1,
      ended: 'failed',
      failure: { row: 1, expected: 'ok', got: 'EIO' },
    });
    const all = await run([LOAD], { keepGoing: true }, { rows, answer });
    expect(all.result).toMatchObject({ done: 10, failed: 3, ended: 'finished' });
    expect(all.result.failures.map(({ row }) => row)).toEqual([1, 4, 7]);
  });

  test('keeps the first thousand failures and counts the others', async () => {
    const rows = { sweep: { i: { from: 1, to: 1500 } } };
    const { result } = await run([{ ...LOAD, expect: { errno: 'EIO' } }], { keepGoing: true }, { rows });
    expect(result.failed).toBe(1500);
    expect(result.failures).toHaveLength(MAX_FAILURES);
  });

  test('never goes on when nothing can be sent any more', async () => {
    const gone = async () => {
      throw new WorkbenchError({ code: 'ended', message: 'Gone.' });
    };
    const result = await runProgram(program([LOAD, LOAD]), gone, { options: { keepGoing: true } });
    expect(result).toMatchObject({ done: 1, failed: 1, ended: 'failed', failure: { error: { code: 'ended' } } });
  });

  test('does not pass off what an earlier row saved as the answer of a later one', async () => {
    const steps = [
      { ...LOAD, save: [{ name: 'token' }] },
      { ...LOAD, offset: '$token' },
    ];
    const data = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 8);
    const answer = (_: Request, number: number) => (number === 0 ? { data } : { status: 'errno' as const, errno: 5 });
    const { result } = await run(steps, { keepGoing: true }, { rows: [{}, {}], answer });
    expect(result.failures.map(({ row, failure }) => [row, failure])).toEqual([
      [0, 'expected ok, got EIO'],
      [1, 'expected ok, got EIO'],
      [1, expect.stringContaining('$token is not a variable')],
    ]);
  });

  test('ends with its budget of steps, or of time, to the step', async () => {
    const rows = { sweep: { i: { from: 1, to: 1_000_000_000 } } };
    const steps = await run([LOAD], { maxSteps: 7 }, { rows });
    expect(steps.result).toMatchObject({ done: 7, total: 1_000_000_000, ended: 'max-steps', stopped: false });
    const time = await run([LOAD], { maxSeconds: 0.095 }, { rows });
    expect(time.result).toMatchObject({ done: 10, ended: 'max-seconds' });
    const pause = await run([{ kind: 'pause', ms: 3_600_000 }, LOAD], { maxSeconds: 2 });
    expect(pause.clock.ms).toBe(2000);
    expect(pause.result).toMatchObject({ done: 1, ended: 'max-seconds' });
  });

  test('sends no more requests a second than it may, and as many as it can when that is fewer', async () => {
    const rows = { sweep: { i: { from: 1, to: 50 } } };
    const even = await run([LOAD], { rate: 20 }, { rows });
    expect(even.sentAt.map((at) => at % 50)).toEqual(Array(50).fill(0));
    const slow = await run([LOAD], { rate: 1000 }, { rows });
    expect(slow.clock.ms).toBe(500);
  });

  test('paused, sends nothing until it is resumed; the time does not count', async () => {
    const gate = new RunGate();
    const clock = new FakeClock();
    let steps = 0;
    const sent = async () => {
      clock.ms += STEP_MS;
      return { outcome: outcome() };
    };
    const running = runProgram(program([LOAD, LOAD, LOAD]), sent, {
      gate,
      clock,
      options: { maxSeconds: 0.1 },
      step: () => {
        steps += 1;
        if (steps === 1) gate.pause();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([steps, gate.isShut]).toEqual([1, true]);
    clock.ms += 100_000;
    gate.resume();
    expect(await running).toMatchObject({ done: 3, ended: 'finished', elapsedMs: 30 });
  });

  test('paused, can be stopped', async () => {
    const [gate, stop] = [new RunGate(), new AbortController()];
    gate.pause();
    const running = runProgram(program([LOAD]), async () => ({ outcome: outcome() }), { gate, stop: stop.signal });
    stop.abort();
    expect(await running).toMatchObject({ done: 0, ended: 'stopped', stopped: true });
  });

  test('judges the latencies of a step over the whole run', async () => {
    const steps = [
      {
        ...LOAD,
        name: 'load',
        expect: {
          percentiles: [
            { percentile: 50, maxNs: 20 },
            { percentile: 99, maxNs: 20 },
          ],
        },
      },
    ];
    const rows = { sweep: { i: { from: 1, to: 10 } } };
    const answer = (_: Request, number: number) => ({ durationNs: number === 9 ? 100n : 10n });
    const { result } = await run(steps, {}, { rows, answer });
    expect(result).toMatchObject({ done: 10, failed: 1, ended: 'finished' });
    expect(result.failure).toMatchObject({
      path: 'steps[0]',
      failure: 'p99 of 10 latencies: expected at most 20 ns, got 100 ns',
    });
    expect(result.failure?.row).toBeUndefined();
  });
});

describe('an expectation', () => {
  const told = async (expectation: object, part: Partial<Outcome>, rows?: unknown) =>
    (await run([{ ...LOAD, expect: expectation }], {}, { answer: () => part, rows })).result.failure?.failure;
  const data = Uint8Array.of(0x12, 0x34, 0x56, 0x78);

  test('compares bytes from an offset, but for digits that may be any and bits that a mask leaves out', async () => {
    expect(await told({ data: '34 ?? 7?', at: 1 }, { data })).toBeUndefined();
    expect(await told({ data: '34 ?? 6?', at: 1 }, { data })).toBe('byte 3: expected (60&f0), got 78');
    expect(await told({ data: '1034', mask: 'f0ff' }, { data })).toBeUndefined();
    expect(await told({ data: '1034', mask: '0fff' }, { data })).toBe('byte 0: expected (10&0f)34, got 1234');
    expect(await told({ data: '?????????? ' }, { data })).toBe('byte 4: expected ??, got nothing');
    expect(await told({ data: '1234', mask: 'f0' }, { data })).toContain('expect.mask');
  });

  test('compares numbers of the answer with variables', async () => {
    const values = (is: string) => ({ values: [{ at: 2, type: 'u16le', is }] });
    expect(await told(values('$value == $want'), { data }, [{ want: '0x7856' }])).toBeUndefined();
    expect(await told(values('$value < $want'), { data }, [{ want: 8 }])).toBe(
      'u16le at 2: expected $value < $want, got 0x7856 (30806)',
    );
    expect(await told({ values: [{ at: 3, type: 'u16be', is: '1' }] }, { data })).toContain(
      'beyond the 4 answered bytes',
    );
  });

  test('has cases, of which the first that applies counts in place of all else', async () => {
    const cases = [
      { when: '$length > 8', errno: 'EINVAL' },
      { when: '$length > 4', errno: 'EIO' },
    ];
    const refused = { status: 'errno' as const, errno: 22 };
    expect(await told({ cases, data: '12' }, refused, [{ length: 16 }])).toBeUndefined();
    expect(await told({ cases, data: '12' }, refused, [{ length: 8 }])).toBe('expected EIO, got EINVAL');
    expect(await told({ cases, data: '12' }, { data }, [{ length: 1 }])).toBeUndefined();
  });
});

test('results are kept up to a bound; older ones live on in the totals, and failures as such', () => {
  const results = new RunResults(program([LOAD], { rows: { sweep: { i: { from: 0, to: 999_999 } } } }));
  const count = 2 * MAX_RESULTS + 10;
  for (let at = 0; at < count; at++)
    results.add({
      path: 'steps[0]',
      kind: 'pcilg',
      row: at,
      iteration: 0,
      seq: at,
      outcome: outcome(),
      ...(at === 3 && { failure: 'x' }),
    });
  expect([results.total, results.failed, results.failures]).toEqual([count, 1, 1]);
  expect(results.first).toBe(count - MAX_RESULTS);
  expect(results.page(count - 2, 10, false).map(({ at, values }) => [at, values])).toEqual([
    [count - 2, { i: BigInt(count - 2) }],
    [count - 1, { i: BigInt(count - 1) }],
  ]);
  expect(results.page(0, 2, false)[0]?.at).toBe(results.first);
  expect(results.page(0, 10, true)).toMatchObject([{ at: 3, failure: 'x' }]);
  expect(results.totals()).toMatchObject([{ path: 'steps[0]', count, failed: 1, p50: 5 }]);
  expect(results.bySeq(count - 5)?.row).toBe(count - 5);
  expect([...results.all()].length).toBe(MAX_RESULTS + 1);
});

describe('JUnit XML', () => {
  const written = (steps: StepRow[], rows?: unknown) => {
    const parts: string[] = [];
    const writer = new JunitWriter(program([LOAD], { rows }), (text) => parts.push(text), new Date(0));
    for (const step of steps) writer.add(step);
    writer.end();
    return parts.join('');
  };
  /** Elements of XML in order, with what each says. Throws at whatever a parser finds wrong. */
  function parsed(text: string) {
    const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: { ...attributes }, text: '' }));
    parser.on('text', (more) => {
      const last = elements.at(-1);
      if (last) last.text += more;
    });
    parser.write(text).close();
    return (name: string) => elements.filter((element) => element.name === name);
  }

  test('has a suite a row with its variables, a case a step, and counts that are right', () => {
    const step = { path: 'steps[0]', kind: 'pcilg', iteration: 0, durationNs: 1500n };
    const xml = parsed(
      written(
        [
          { ...step, at: 0, row: 0, values: { i: 16n } },
          { ...step, at: 1, row: 1, failure: 'expected ok, got EIO', expected: 'ok', got: 'EIO' },
          { ...step, at: 2, row: 1, name: 'again' },
        ],
        [{}, {}],
      ),
    );
    const suites = xml('testsuite').map(({ attributes: { name, tests, failures } }) => [name, tests, failures]);
    expect(suites).toEqual([
      ['p: iteration 1, row 1', '1', '0'],
      ['p: iteration 1, row 2', '2', '1'],
    ]);
    expect(xml('property')).toMatchObject([{ attributes: { name: 'i', value: '0x10' } }]);
    expect(xml('failure')[0]?.text).toContain('expected: ok\ngot: EIO');
    expect(xml('testcase')[2]?.attributes).toEqual({ classname: 'pcilg', name: 'steps[0] again', time: '0.000001500' });
  });

  test('is well-formed whatever a step is called, and keeps what it can', () => {
    const anything = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\0', '\x1b', '\n', '<', '&', '"', ']]>', '\ud800', '\r', '\t', '😀', '\ufffe'),
        fc.string({ unit: 'binary', maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(anything, anything, (name, failure) => {
        const xml = parsed(written([{ at: 0, path: 's', kind: 'k', name, failure }]));
        const plain = failure.replace(
          /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
          (one) => `\\u{${one.codePointAt(0)!.toString(16)}}`,
        );
        expect(xml('failure')[0]?.attributes.message).toBe(plain);
      }),
    );
  });

  test('of a row without end lists its first steps and its failures, and says what it leaves out', () => {
    const steps = Array.from({ length: 10_500 }, (_, at) => ({
      ...{ at, row: 0, iteration: 0, path: 's', kind: 'k' },
      ...(at === 10_400 && { failure: 'x' }),
    }));
    const xml = parsed(written(steps));
    expect(xml('testcase')).toHaveLength(10_001);
    expect(xml('failure')).toHaveLength(1);
    expect(xml('property')).toMatchObject([{ attributes: { value: '499' } }]);
  });
});

test('a session tells how its run goes, pauses it, and knows afterwards which request was for which step', async () => {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 't' });
  expect(() => session.programRun).toThrow(/No program runs/);
  const { finished } = session.runProgram(program([LOAD], { rows: [{}, {}, {}] }), {}, (_, done) => {
    if (done === 1) session.programRun.pause();
    if (done === 1) setTimeout(() => session.programRun.resume(), 1);
  });
  expect(await finished).toMatchObject({ done: 3, failed: 0 });
  expect(session.programRun.results.bySeq(2)).toMatchObject({ row: 2, path: 'steps[0]' });
  expect(() => session.programRun.pause()).toThrow(/No program runs/);
  expect(rowOf({ path: 'p', kind: 'k' }, 4)).toMatchObject({ at: 4 });
});
