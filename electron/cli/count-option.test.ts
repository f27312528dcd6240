import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { comparedCounters } from '../contract/measurement/messages.ts';
import { LiveSession } from '../workbench/session.ts';
import { FakeBridge } from '../workbench/testing/fake-bridge.ts';
import { EXIT } from './command.ts';
import { burst } from './commands/burst.ts';
import { run } from './commands/run.ts';
import { countDocument, tellCount } from './count-option.ts';
import { Io } from './io.ts';

/** The counters of the fake stand still, as they do on a host that does not measure. */
vi.mock('./on-target.ts', () => ({
  withSession: async (address: string, work: (session: LiveSession) => unknown) =>
    work(await LiveSession.open(new FakeBridge().ways, address, { id: 's', version: 't' })),
  stopOnInterrupt: () => {},
}));

/** Three update intervals of four seconds are over at once. */
vi.mock('../workbench/measurement/settled.ts', async (original) => {
  const { settledSample } = await original<typeof import('../workbench/measurement/settled.ts')>();
  return { settledSample: (watch: never) => settledSample(watch, (async () => {}) as never) };
});

let [out, err] = ['', ''];
beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a count that cannot be had behind what was done', () => {
  test('leaves a run its totals, its document and its JUnit file, and ends with 3', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zpci-count-'));
    const [program, junit] = [join(folder, 'p.json'), join(folder, 'r.xml')];
    const steps = [{ kind: 'config.read', offset: 0, length: 2 }];
    await writeFile(program, JSON.stringify({ program: 1, name: 'p', steps }));
    const options = { target: 'sim:ism', independentCount: true, junit };
    expect(await run.run(new Io(true), { args: [program], options })).toBe(EXIT.notReady);
    expect(JSON.parse(out)).toMatchObject({
      ...{ done: 1, failed: 0, ended: 'finished', steps: [{ path: 'steps[0]' }] },
      independentCount: { error: { code: 'absent', message: expect.stringContaining('12 s') } },
    });
    expect(err).toContain('has not brought its counters up to date for 12 s');
    expect(await readFile(junit, 'utf8')).toMatch(/<testcase .*<\/testsuites>\s*$/s);
    out = '';
    expect(await run.run(new Io(false), { args: [program], options })).toBe(EXIT.notReady);
    expect(out).toContain('p: 1 of 1 steps, all as expected.');
  });

  test('leaves a burst its totals', async () => {
    const options = { target: 'sim:ism', arm: true, op: 'pcistb', len: 64, count: 1, independentCount: true };
    expect(await burst.run(new Io(false), { args: [], options })).toBe(EXIT.notReady);
    expect(out).toContain('device operations, 0 errors');
    expect(err).toContain('does not measure');
  });
});

test('counters beyond 2^53 are told to the last digit', () => {
  const counters = Object.fromEntries(comparedCounters.map((name) => [name, 2n ** 53n + 1n]));
  const count = { source: 'fmb', counters, ours: {}, alarms: [] } as never;
  tellCount(new Io(false), { count });
  expect(out).toContain('0 sent, 9007199254740993 counted');
  expect(countDocument({ count })).toMatchObject({
    independentCount: { counters: { load_operations: { function: 2n ** 53n + 1n } } },
  });
});
