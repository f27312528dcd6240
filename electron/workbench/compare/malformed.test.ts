import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComparedPair, CompareSummary } from '../../contract/compare/messages.ts';
import { summaryText } from '../../contract/compare/summary-text.ts';
import { requestRowSchema } from '../../contract/request-row.ts';
import { recordEverything } from '../export/testing/recordings.ts';
import { Comparison } from './comparison.ts';
import { record } from './testing/record.ts';
import { rewritten } from './testing/rewritten.ts';

let folder = '';
let whole = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-malformed-'));
  const load = (offset: bigint) => ({ request: { kind: 'pcilg', space: 0, offset, length: 8 } as const });
  whole = await record(join(folder, 'whole.mcap'), [load(0n), load(8n), load(16n), load(24n)]);
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;

/** The recording with its second request as another program writes it. */
const withSecond = (change: (text: string) => string) =>
  rewritten(whole, join(folder, `${files++}.mcap`), (topic, text, number) =>
    topic === 'request' && number === 1 ? change(text) : undefined,
  );

async function compared(
  left: string,
  right: string,
  only?: string,
): Promise<{ summary: CompareSummary; pairs: ComparedPair[] }> {
  const comparison = await Comparison.open(left, right, { only });
  try {
    return { summary: comparison.summary, pairs: (await comparison.page(0, 100)).pairs };
  } finally {
    await comparison.close();
  }
}

/** What may be wrong with a request whose chunk is as it was written. */
const WRONG: readonly (readonly [what: string, change: (text: string) => string, reason: RegExp])[] = [
  ['a status of its own', (text) => text.replace('"status":"ok"', '"status":"maybe"'), /status/],
  ['a number that is text', (text) => text.replace(/"seq":1/, '"seq":"1"'), /seq/],
  ['a time that is none', (text) => text.replace(/"atNs":"0x/, '"atNs":"-'), /atNs/],
  ['no request', (text) => text.replace('"request":', '"asked":'), /request/],
  ['digits that are none', (text) => text.replace(/"data":"../, '"data":"zz'), /data/],
  ['half of its text', (text) => text.slice(0, text.length / 2), /JSON/],
  ['a list', () => '[1, 2]', /message/],
  ['nothing', () => '', /JSON/],
];

test.each(
  WRONG,
)('a request with %s is told with where it is, and the others are compared', async (_, change, reason) => {
  const right = await withSecond(change);
  const { summary, pairs } = await compared(whole, right);
  expect(summary.left.malformed).toBeUndefined();
  expect(summary.right.damage).toBeUndefined();
  expect(summary.right.malformed).toEqual({
    count: 1,
    first: [{ seq: 1, offset: expect.any(Number), message: expect.any(Number), reason: expect.stringMatching(reason) }],
  });
  expect(summary).toMatchObject({ same: 3, left: { requests: 4 }, right: { requests: 4 } });
  expect(summaryText(summary)).toMatch(/1 malformed message.*\n\n- request 1, message \d+ of the chunk at byte \d+: /);
  const wrong = pairs.find((pair) => pair.right?.error);
  expect(wrong?.right).toMatchObject({
    seq: 1,
    error: { code: 'damaged-file', message: expect.stringMatching(reason) },
  });
  for (const { left, right } of pairs) for (const row of [left, right]) if (row) requestRowSchema.parse(row);
});

test('a malformed request is paired with the one of its kind and place, and is the difference', async () => {
  const { summary, pairs } = await compared(
    whole,
    await withSecond((text) => text.replace('"status":"ok"', '"status":7')),
  );
  expect(summary).toMatchObject({ different: 1, by: { malformed: 1 }, missing: 0, added: 0 });
  expect(pairs[1]).toMatchObject({
    left: { seq: 1 },
    right: { seq: 1 },
    differences: [
      { what: 'malformed', field: 'message', left: 'well formed', right: expect.stringContaining('status') },
    ],
  });
});

test('what nothing but a look at the row finds malformed is shown as that', async () => {
  const { summary, pairs } = await compared(
    whole,
    await withSecond((text) => text.replace('"warnings":[]', '"warnings":0')),
  );
  expect(summary).toMatchObject({ total: 4, same: 4 });
  expect(pairs[1]!.right!.error!.message).toContain('warnings');
});

test('two malformed requests are the same only byte for byte', async () => {
  const [one, same, other] = [
    await withSecond((text) => text.replace('"status":"ok"', '"status":"a"')),
    await withSecond((text) => text.replace('"status":"ok"', '"status":"a"')),
    await withSecond((text) => text.replace('"status":"ok"', '"status":"b"')),
  ];
  expect((await compared(one, same)).summary).toMatchObject({ same: 4, left: { malformed: { count: 1 } } });
  const { pairs } = await compared(one, other);
  expect(pairs[1]!.differences).toEqual([
    { what: 'malformed', field: expect.stringMatching(/^message\[\d+]$/), left: '61', right: '62' },
  ]);
});

test('rows are chosen among malformed ones too', async () => {
  const right = await withSecond(() => '{}');
  expect((await compared(whole, right, 'seq == 2')).summary).toMatchObject({ total: 1, same: 1 });
});

test('malformed marks and bursts are told, and the rest is compared', async () => {
  const everything = await recordEverything(folder, 'everything.mcap');
  const changed = await rewritten(everything, join(folder, 'changed.mcap'), (topic) =>
    topic === 'burst' || topic === 'mark' ? '{}' : undefined,
  );
  const { summary } = await compared(everything, changed);
  const told = summary.right.malformed!;
  expect(told.first.filter(({ seq }) => seq === undefined)).toHaveLength(2);
  expect(told.count).toBe(3);
  expect(summary).toMatchObject({ missing: 0, added: 0, by: { malformed: 1 } });
});
