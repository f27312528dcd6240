import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { requestSchema } from '../../../../native-bridge/contract/requests/request.ts';
import { anyRequest } from '../../../../native-bridge/contract/requests/testing/any-request.ts';
import type { RequestRow } from '../../../contract/app-contract.ts';
import { dangers } from '../../../contract/dangers/index.ts';
import { Bridges } from '../../hosts/bridges.ts';
import { LiveSession } from '../../session.ts';
import { bridgeCommandOf, temporaryInstallation } from '../../testing/bundles.ts';
import { RecordedSession } from '../recorded-session.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 15);

let bridges: Bridges;
let folder: string;
beforeAll(async () => {
  bridges = new Bridges({ command: bridgeCommandOf(await temporaryInstallation(['bridge'])) });
  folder = await mkdtemp(join(tmpdir(), 'zpci-cursor-'));
});
afterAll(() => bridges.close());

/** What a person does: requests, and what lies between them. */
type Deed =
  | { readonly do: 'send'; readonly request: Request }
  | { readonly do: 'arm'; readonly armed: boolean }
  | { readonly do: 'inspect'; readonly config: boolean }
  | { readonly do: 'mark' }
  | { readonly do: 'flush' };

const send = (request: unknown): Deed => ({ do: 'send', request: requestSchema.parse(request) });
const page = fc.integer({ min: 0, max: 6 }).map((n) => 0x1_0000_0000n + BigInt(n) * 0x1000n);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: anyRequest.map(send) },
  {
    weight: 4,
    arbitrary: page.map((iova) => send({ kind: 'dma.map', buffer: 'ring', iova, size: 0x1000n })),
  },
  { weight: 3, arbitrary: page.map((iova) => send({ kind: 'dma.unmap', iova, size: 0x1000n })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ offset: fc.integer({ min: 0, max: 250 }), length: fc.integer({ min: 1, max: 8 }) })
      .map(({ offset, length }) => send({ kind: 'config.read', offset, length })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('00', '02', '0600').map((data) => send({ kind: 'config.write', offset: 4, data })),
  },
  { weight: 1, arbitrary: fc.constant(send({ kind: 'device.reset' })) },
  { weight: 1, arbitrary: fc.boolean().map((armed): Deed => ({ do: 'arm', armed })) },
  { weight: 1, arbitrary: fc.boolean().map((config): Deed => ({ do: 'inspect', config })) },
  { weight: 1, arbitrary: fc.constantFrom<Deed>({ do: 'mark' }, { do: 'flush' }) },
);

/** The command register is written; what arms, and what is looked at, comes later. */
const COMMANDED: Deed[] = [
  { do: 'arm', armed: true },
  send({ kind: 'config.write', offset: 4, data: '00' }),
  { do: 'arm', armed: false },
  send({ kind: 'config.read', offset: 0, length: 4 }),
  { do: 'inspect', config: true },
  send({ kind: 'config.read', offset: 4, length: 4 }),
];

/** What the live session said after each deed. */
interface Heard {
  readonly rows: readonly RequestRow[];
  readonly atNs: bigint;
  readonly state: unknown;
  readonly snapshot: unknown;
  /** Known bytes of configuration space by offset. */
  readonly config: ReadonlyMap<number, number>;
}

/** Configuration space, kept by someone who writes every answer down. */
class Notebook {
  #bytes = new Map<number, number>();

  inspected(config: Uint8Array | undefined): void {
    this.#bytes = new Map();
    for (const [at, byte] of (config ?? new Uint8Array()).entries()) this.#bytes.set(at, byte);
  }

  answered({ kind, status, request, data, rc }: RequestRow): void {
    if (status !== 'ok' || !kind.startsWith('config.') || !data) return;
    for (const [index, byte] of data.subarray(0, rc).entries()) this.#bytes.set(Number(request.offset) + index, byte);
  }

  get bytes(): Map<number, number> {
    return new Map([...this.#bytes].filter(([at]) => at < 4096));
  }
}

async function perform(live: LiveSession, one: Deed): Promise<RequestRow | undefined> {
  if (one.do === 'send') return live.send(one.request);
  if (one.do === 'arm') await live.arm(one.armed);
  if (one.do === 'inspect') await live.inspect(one.config);
  if (one.do === 'mark') return live.mark('here');
  if (one.do === 'flush') await live.log.flush();
  return undefined;
}

const known = ({ bytes, known: ranges }: { bytes: Uint8Array; known: { offset: number; length: number }[] }) =>
  new Map(
    ranges.flatMap(({ offset, length }) =>
      Array.from({ length }, (_, index) => [offset + index, bytes[offset + index]!] as const),
    ),
  );

let files = 0;

/** Records the deeds on a new session; gives the file and what was heard after each row. */
async function recorded(deeds: readonly Deed[]) {
  const path = join(folder, `${files++}.mcap`);
  const live = await LiveSession.open(bridges, 'sim:ism', { id: 's', version: 'test' });
  live.accept(dangers.map(({ id }) => id));
  await live.startRecording(path);
  const notebook = new Notebook();
  notebook.inspected(live.describe().snapshot.config);
  const heard: Heard[] = [];
  const rows: RequestRow[] = [];
  let snapshot = live.describe().snapshot;
  const all: Deed[] = [
    { do: 'arm', armed: true },
    send({ kind: 'buffer.alloc', buffer: 'ring', size: 0x8000 }),
    ...deeds,
  ];
  for (const one of all) {
    const row = await perform(live, one);
    if (row) rows.push(row);
    const now = live.describe();
    if (now.snapshot !== snapshot) notebook.inspected(now.snapshot.config);
    else if (row) notebook.answered(row);
    snapshot = now.snapshot;
    heard.push({ rows: [...rows], atNs: live.log.clock.latest, state: now.state, snapshot, config: notebook.bytes });
  }
  await live.stopRecording();
  await live.close();
  return { path, heard };
}

describe('a recording as of a cursor', () => {
  test('is what the live session said then, forwards, backwards and anywhere, with its index and without', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        async (deeds, places, readThrough) => {
          const { path, heard } = await recorded(deeds);
          const played = await RecordedSession.open(path, 'r', { readThrough });
          await played.complete();
          for (const place of places) {
            // What was heard last with so many rows is what holds right before the next row.
            const rows = heard[place % heard.length]!.rows.length;
            const then = heard.findLast((one) => one.rows.length === rows)!;
            const moment = await played.at({ rows });
            expect(moment).toMatchObject({ rows, state: then.state });
            expect(moment.snapshot).toEqual({ ...(then.snapshot as object), kind: 'recording' });
            expect(known(moment.config)).toEqual(then.config);
            expect(moment.counts).toMatchObject({
              requests: rows,
              errors: then.rows.filter(({ status }) => status !== 'ok').length,
              bytes: then.rows.reduce((sum, { bytes }) => sum + BigInt(bytes), 0n),
            });
            expect(await played.at({ rows }, moment.revision)).toMatchObject({ state: undefined, snapshot: undefined });
          }
          await played.close();
        },
      ),
      { numRuns: RUNS, examples: [[COMMANDED, [0, 1, 2, 3, 4, 5], false]] },
    );
  });

  test('by time has exactly the rows that are not later, up to the first that is', async () => {
    const { path, heard } = await recorded([{ do: 'mark' }, { do: 'flush' }, { do: 'mark' }, { do: 'mark' }]);
    const rows = heard.at(-1)!.rows;
    const played = await RecordedSession.open(path, 'r');
    for (const { atNs } of rows)
      for (const at of [atNs - 1n, atNs, atNs + 1n]) {
        const first = rows.findIndex((row) => row.atNs > at);
        expect((await played.at({ atNs: at })).rows).toBe(first < 0 ? rows.length : first);
      }
    await played.close();
  });
});

describe('looking through a recording', () => {
  test('finds the next and previous error, mark, access and mapping as a look at every row does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), fc.nat(), async (deeds, somewhere) => {
        const { path, heard } = await recorded(deeds);
        const { rows } = heard.at(-1)!;
        const played = await RecordedSession.open(path, 'r');
        const row = (somewhere % (rows.length + 1)) - 1;
        const looks = [
          [{ kind: 'error' }, (one: RequestRow) => one.status !== 'ok'],
          [{ kind: 'mark' }, (one: RequestRow) => one.kind === 'mark'],
          [{ kind: 'access', region: 7, offset: 0n, length: 256n }, touchesConfig],
          [{ kind: 'iova', iova: 0x1_0000_0000n, size: 0x2000n }, touchesPages],
        ] as const;
        for (const [what, is] of looks) {
          const next = rows.findIndex((one, at) => at > row && is(one));
          const previous = rows.findLastIndex((one, at) => at < row && is(one));
          expect((await played.find({ row, direction: 'next', what }))?.row ?? -1).toBe(next);
          expect((await played.find({ row, direction: 'previous', what }))?.row ?? -1).toBe(previous);
        }
        await played.close();
      }),
      { numRuns: RUNS },
    );
  });

  test('has every mark, armed span, row and error on its time line', async () => {
    const bad = send({ kind: 'config.read', offset: 0x10_0000, length: 4 });
    const { path, heard } = await recorded([
      { do: 'mark' },
      bad,
      { do: 'flush' },
      { do: 'arm', armed: false },
      { do: 'mark' },
    ]);
    const { rows } = heard.at(-1)!;
    const played = await RecordedSession.open(path, 'r');
    const line = await played.timeline(50);
    const sum = (counts: readonly number[]) => Math.round(counts.reduce((all, one) => all + one, 0));
    expect([sum(line.requests), sum(line.errors)]).toEqual([
      rows.length,
      rows.filter(({ status }) => status !== 'ok').length,
    ]);
    expect(line.marks.map(({ row, note }) => [row, note])).toEqual([
      [1, 'here'],
      [3, 'here'],
    ]);
    expect(line.armed).toHaveLength(1);
    expect(line).toMatchObject({ complete: true, idle: [] });
    expect(line.beginNs).toBeGreaterThan(0n);
    expect((await played.at({ rows: 0 })).atNs).toBeGreaterThanOrEqual(line.beginNs);
    await played.close();
  });
});

const touchesConfig = ({ kind, request, bytes }: RequestRow) => {
  const inSpace = /^pci(stb|lg)$/.test(kind) && request.space === 15;
  const inRegion = kind.startsWith('config.') || (kind.startsWith('region.') && request.region === 7) || inSpace;
  const from = request.from as { length: number } | undefined;
  const length = Number(request.length ?? from?.length ?? bytes);
  return inRegion && length > 0 && BigInt(request.offset as string) < 256n;
};

const touchesPages = ({ kind, request }: RequestRow) => {
  if (!kind.startsWith('dma.')) return false;
  if (request.all === true) return true;
  const from = BigInt((request.iova as string | undefined) ?? 0);
  const to = from + BigInt((request.size as string | undefined) ?? 1);
  return from < 0x1_0000_2000n && to > 0x1_0000_0000n;
};

test('a chunk that is damaged behind the index is left out, told, and everything else is as it was', async () => {
  const { path, heard } = await recorded([
    { do: 'mark' },
    { do: 'flush' },
    { do: 'mark' },
    { do: 'flush' },
    { do: 'mark' },
  ]);
  const bytes = await readFile(path);
  const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
  const second = bytes.indexOf(frame, bytes.indexOf(frame) + 4);
  bytes[second + 12]! ^= 0xff;
  await writeFile(path, bytes);
  const played = await RecordedSession.open(path, 'r');
  expect(played.describe().damage).toBeUndefined();
  const { rows } = await played.page(0, 100);
  expect(rows.length).toBeLessThan(heard.at(-1)!.rows.length);
  expect(played.describe().damage?.message).toContain(`${rows.length} requests were read`);
  expect((await played.at({})).counts.requests).toBe(rows.length);
  await played.close();
});
