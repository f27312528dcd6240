import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { LiveSession } from '../workbench/session.ts';
import { FakeBridge } from '../workbench/testing/fake-bridge.ts';
import { show } from './commands/show.ts';
import { Io } from './io.ts';
import { time } from './numbers.ts';

test('times are seconds or carry a unit, to the nanosecond', () => {
  expect(['12.345', '0.000000001', '500ms', '1.5us', '1_000ns'].map(time)).toEqual([
    12_345_000_000n,
    1n,
    500_000_000n,
    1500n,
    1000n,
  ]);
  for (const bad of ['', 'soon', '-1', '1h']) expect(() => time(bad)).toThrow('A time is needed');
});

test('show --at tells what had happened by then, and a page is a page', async () => {
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  const path = join(await mkdtemp(join(tmpdir(), 'zpci-show-')), 'a.mcap');
  await session.startRecording(path);
  for (const note of ['one', 'two', 'three']) session.mark(note);
  const second = session.page(0, 3).rows[1]!.atNs;
  await session.stopRecording();
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const given = { args: [path], options: { from: 1, count: 1 } };
  const paged = await show.run(new Io(true), given);
  const page = JSON.parse(written.splice(0).join(''));
  const asOf = await show.run(new Io(true), { args: [path], options: { from: 0, at: second } });
  const then = JSON.parse(written.splice(0).join(''));
  out.mockRestore();
  expect([paged, asOf]).toEqual([0, 0]);
  expect(page.rows.map(({ note }: { note: string }) => note)).toEqual(['two']);
  expect(then).toMatchObject({ ofRequests: 3, asOf: { rows: 2, counts: { requests: 2, errors: 0 } } });
});
