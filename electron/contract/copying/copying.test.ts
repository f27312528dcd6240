import { describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../app-contract.ts';
import { checkFields } from '../programs/check-fields.ts';
import { parseProgram } from '../programs/parse.ts';
import type { CopyContext } from './copier.ts';
import { copiers } from './index.ts';
import { Setup } from './setup.ts';

const row = (part: Partial<RequestRow>): RequestRow => ({
  ...{ seq: 0, atNs: 0n, durationNs: 1n, kind: 'pcistb', request: {}, status: 'ok', bytes: part.data?.length ?? 0 },
  ...{ broken: [], warnings: [], modelled: true },
  ...part,
});
const store = (part: Partial<RequestRow> = {}) =>
  row({ request: { space: 0, offset: '0x10', data: '0102' }, data: Uint8Array.of(1, 2), ...part });

const context = (part: Partial<CopyContext> = {}): CopyContext => ({
  ...{ address: 'sim:ism', name: 'seen', functions: {}, setup: new Setup() },
  ...part,
});

const copy = (id: string, rows: readonly RequestRow[], more: Partial<CopyContext> = {}) =>
  copiers.find((copier) => copier.id === id)!.copy(rows, context(more));

/** The program made of the rows, read as a file would be. */
function programOf(rows: readonly RequestRow[], more: Partial<CopyContext> = {}) {
  const program = parseProgram(copy('program', rows, more), 'copied');
  checkFields(program, 'copied');
  return program;
}

/** A setup with a buffer of 8 KiB that is mapped from its second page on. */
function mapped(): Setup {
  const setup = new Setup();
  const buffers = [
    { name: 'ring', vaddr: 0x7000n, size: 8192 },
    { name: 'unused', vaddr: 0x1_7000n, size: 4096 },
  ];
  const mappings = [{ iova: 0x1_0000_0000n, size: 4096n, vaddr: 0x8000n, read: true, write: false, buffer: 'ring' }];
  setup.tell({ ...EMPTY_STATE, buffers, mappings });
  return setup;
}

describe('every form', () => {
  test('is listed once, by an id of its own', () => {
    expect(new Set(copiers.map(({ id }) => id)).size).toBe(copiers.length);
    expect(copiers.map(({ id }) => id)).toEqual(['hex', 'hexdump', 'c', 'json', 'step', 'program', 'call']);
  });

  test('refuses what is not at hand whole, instead of copying its beginning', () => {
    const cut = store({ request: { space: 0, offset: '0x10', data: '0102…' }, bytes: 5000 });
    for (const { id } of copiers)
      expect(() => copy(id, [cut]), id).toThrow('Of the 5000 bytes of request 0 (pcistb) only the first are at hand.');
  });

  test('has nothing for a mark', () => {
    const mark = row({ kind: 'mark', note: 'here' });
    for (const { id, of } of copiers) if (of === 'row') expect(copy(id, [mark]), id).toBe('');
    expect(() => copy('program', [mark])).toThrow('None of the chosen rows is a request that was sent.');
  });
});

describe('a program', () => {
  test('expects the errno and the timeout that were seen, and leaves out what was never sent', () => {
    const rows = [
      store({ status: 'errno', errno: 22 }),
      row({ kind: 'irq.wait', request: { index: 2, timeoutMs: 5 }, status: 'timeout' }),
      store({ status: 'refused', error: { code: 'not-armed', message: 'read-only' } }),
      row({ kind: 'burst pcistb', count: 5, request: { op: 'pcistb', length: 8 } }),
    ];
    const { steps, doc } = programOf(rows);
    expect(steps.map((step) => 'expect' in step && step.expect)).toEqual([{ errno: 'EINVAL' }, { status: 'timeout' }]);
    expect(doc).toContain('2 marks, bursts and requests that were never sent are left out.');
  });

  test('has the buffers and mappings it needs, and no others', () => {
    const { steps, vars } = programOf([store()], { setup: mapped() });
    expect(steps.slice(0, -1)).toEqual([
      { name: 'as it was', kind: 'buffer.alloc', buffer: 'ring', size: 8192 },
      {
        name: 'as it was',
        kind: 'dma.map',
        buffer: 'ring',
        at: '0x1000',
        iova: '$iova',
        size: '0x1000',
        read: true,
        write: false,
      },
    ]);
    expect(vars).toEqual({ iova: '0x1_0000_0000' });
    const load = row({ kind: 'pcilg', request: { space: 0, offset: '0x0', length: 8 } });
    expect(programOf([load], { setup: mapped() }).steps).toHaveLength(1);
  });

  test('fills a buffer with what was stored from it, unless the rows themselves fill it', () => {
    const from = store({ request: { space: 0, offset: '0x0', from: { buffer: 'ring', at: 16, length: 2 } } });
    const fill = row({
      kind: 'buffer.fill',
      request: { buffer: 'ring', at: 0, fill: { pattern: 'counter', start: 1 } },
    });
    const kinds = (rows: RequestRow[]) => programOf(rows, { setup: mapped() }).steps.slice(2);
    expect(kinds([from])[0]).toMatchObject({
      kind: 'buffer.fill',
      at: 16,
      length: 2,
      fill: { pattern: 'data', data: '0102' },
    });
    expect(kinds([fill, from]).map(({ kind }) => kind)).toEqual(['buffer.fill', 'pcistb']);
  });

  test('has its addresses as variables, in payloads of either byte order too, with the same values', () => {
    const big = '0000000100000000';
    const little = '0000000001000000';
    const rows = [big, little, `ff${big}`].map((data) => store({ request: { space: 0, offset: '0x20_0000', data } }));
    const { steps, vars } = programOf(rows, { setup: mapped() });
    const payloads = steps.slice(2).map((step) => (step as { data?: string }).data);
    expect(payloads).toEqual(['$iova', '$iova:u64le', `ff${big}`]);
    expect(vars).toEqual({ iova: '0x1_0000_0000', offset: '0x20_0000' });
    expect(steps.slice(2).map((step) => (step as { offset?: string }).offset)).toEqual([
      '$offset',
      '$offset',
      '$offset',
    ]);
  });

  test('names the functions it uses, with a place to fill in when an address is not known', () => {
    const rows = [store({ on: 'peer' }), store({ on: 'other' })];
    const { functions } = programOf(rows, { functions: { peer: 'sim:ism-peer' } });
    expect(functions).toEqual({ peer: 'sim:ism-peer', other: 'address-of-other' });
  });
});

describe('a call', () => {
  test('sends a request as a program on standard input, quoted for a shell, armed only when it writes', () => {
    const text = copy('call', [store({ on: 'peer' })], { functions: { peer: "ssh://lab/it's" } });
    const [, json, address] = /^printf %s '(.*)' \| zpciwb run - --target '(.*)' --arm$/.exec(text)!;
    expect(address).toBe("ssh://lab/it'\\''s");
    expect(parseProgram(json!, 'call').steps).toEqual([{ kind: 'pcistb', space: 0, offset: '0x10', data: '0102' }]);
    const load = row({ kind: 'pcilg', request: { space: 0, offset: '0x0', length: 8 } });
    expect(copy('call', [load])).toMatch(/--target sim:ism$/);
  });

  test('starts a burst again with its options', () => {
    const request = { op: 'pcistb', space: 0, offset: '0x0', length: 64, stride: 0, span: 0, count: 3, data: 'aa' };
    expect(copy('call', [row({ kind: 'burst pcistb', count: 3, request })])).toBe(
      'zpciwb burst --target sim:ism --arm --op pcistb --len 64 --space 0 --offset 0x0 --stride 0 --span 0 --count 3 --data aa',
    );
  });
});

describe('a setup', () => {
  test('follows what went well on each function', () => {
    const setup = new Setup();
    setup.follow(row({ kind: 'buffer.alloc', request: { buffer: 'a', size: 4096 } }));
    setup.follow(row({ kind: 'buffer.alloc', request: { buffer: 'b', size: 4096 }, status: 'errno', errno: 12 }));
    setup.follow(row({ kind: 'buffer.alloc', request: { buffer: 'c', size: 4096 }, on: 'peer' }));
    setup.follow(row({ kind: 'dma.map', request: { buffer: 'a', iova: '0x1000' } }));
    expect(setup.state().buffers.map(({ name }) => name)).toEqual(['a']);
    expect(setup.state().mappings.map(({ iova, size }) => [iova, size])).toEqual([[0x1000n, 4096n]]);
    expect(
      setup
        .only('peer')
        .state()
        .buffers.map(({ name }) => name),
    ).toEqual(['c']);
  });
});
