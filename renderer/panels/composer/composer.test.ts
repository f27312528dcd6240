import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, Step } from '../../../electron/contract/program.ts';
import { resolveStep } from '../../../electron/contract/programs/resolve.ts';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import type { BrokenRule } from '../../../native-bridge/rules/types.ts';
import { begun, fieldsOf, withField } from './fields.ts';
import { intentOf, variablesOf } from './intent.ts';
import { applyMend, formFinding } from './mend.ts';
import { extrasText } from './step-extras.tsx';
import { insertAfter, moveStep, nearestPath, removeStep, replaceStep, stepAt, stepRows } from './steps.ts';

const pause = (ms: number): Step => ({ kind: 'pause', ms });
const program = (...steps: Step[]): Program => ({ program: 1, name: 'p', steps });
const nested = program(pause(0), { kind: 'repeat', count: 2, steps: [pause(10), pause(11)] }, pause(2));

/** An ISM-like function on its own driver. */
const view: FunctionView = {
  facts: {
    byteOrder: 'be',
    regions: [{ index: 0, size: 1n << 48n, flags: 3, offset: 0n }],
    maxstbl: 4096,
    relaxed: true,
    backend: 'type1v2',
    pageSize: 4096n,
    windows: [{ start: 0x1_0000_0000n, end: 0x1_ffff_ffffn }],
    mappings: [],
    dmaAvail: 65_535,
    irqCounts: {},
  },
  paths: ['ism-vfio-pci'],
  buffers: [],
  scratch: { name: 'scratch', vaddr: 0x1000n, size: 8192 },
};
const plan = (step: Record<string, unknown>) => intentOf(step as never, () => new Map(), view);

describe('steps by their place', () => {
  it('lists repeats with their steps below them', () => {
    expect(stepRows(nested.steps).map(({ path }) => path.join('.'))).toEqual(['0', '1', '1.0', '1.1', '2']);
  });
  it('inserts, moves and removes inside a repeat and leaves the old program alone', () => {
    const before = structuredClone(nested);
    const { program: added, path } = insertAfter(nested, [1, 0], pause(99));
    expect(path).toEqual([1, 1]);
    expect(stepAt(added, path)).toEqual(pause(99));
    expect(stepAt(moveStep(added, path, -1).program, [1, 0])).toEqual(pause(99));
    expect(stepRows(removeStep(added, path).steps)).toEqual(stepRows(nested.steps));
    expect(nested).toEqual(before);
  });
  it('does not move beyond the edge and stands somewhere real after a removal', () => {
    expect(moveStep(nested, [0], -1)).toEqual({ program: nested, path: [0] });
    expect(nearestPath(removeStep(nested, [2]), [2])).toEqual([1]);
    expect(nearestPath(program(), [0])).toEqual([]);
  });
  it('keeps every other step whatever is replaced', () => {
    fc.assert(
      fc.property(fc.constantFrom([0], [1], [1, 0], [1, 1], [2]), (path) => {
        const changed = replaceStep(nested, path, pause(7));
        expect(stepAt(changed, path)).toEqual(pause(7));
        expect(stepRows(nested.steps).length - stepRows(changed.steps).length).toBe(path.join() === '1' ? 2 : 0);
      }),
    );
  });
});

describe('fields of a request', () => {
  it.each(requestKinds.map(({ kind, schema }) => [kind, schema] as const))('are all known for %s', (_, schema) => {
    const shape = Object.keys((schema as unknown as { shape: object }).shape).filter((name) => name !== 'kind');
    expect(
      fieldsOf(schema)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(shape.sort());
  });
  it('tell defaults and optional fields', () => {
    const fields = fieldsOf(requestKinds.find(({ kind }) => kind === 'dma.map')!.schema);
    expect(fields.find(({ name }) => name === 'write')).toMatchObject({
      type: 'boolean',
      fallback: 'true',
      optional: true,
    });
    expect(fields.find(({ name }) => name === 'iova')).toMatchObject({ type: 'number', optional: false });
  });
  it('come out as the request they were typed for', () => {
    const step = { kind: 'dma.map', buffer: 'dmb', iova: '0x1_0000_0000', read: false };
    expect(resolveStep(step as never, new Map())).toMatchObject({ iova: 0x1_0000_0000n, read: false, write: true });
  });
  it.each(
    requestKinds.map(({ kind, schema }) => [kind, schema] as const),
  )('begin as a whole %s request', (kind, schema) => {
    const step = { ...begun(fieldsOf(schema), { data: kind === 'pcistb' ? '00' : undefined }), kind };
    expect(intentOf(JSON.parse(JSON.stringify(step)), () => new Map(), undefined).request).toBeDefined();
  });
  it('that are missing are named', () => {
    expect(plan({ kind: 'dma.map', iova: '0x0' }).problem?.message).toBe('Fill in buffer.');
  });
  it('are left out when emptied, so that the default holds', () => {
    expect(withField({ kind: 'pcilg', space: 0 }, 'space', '')).toEqual({ kind: 'pcilg' });
  });
});

it('a step tells what it has beside its request', () => {
  const step = { kind: 'pcilg', on: 'peer', expect: { errno: 'EIO' }, save: [{ name: 'token', at: 8, type: 'u64be' }] };
  expect(extrasText(step as never)).toBe('goes to peer · expects errno EIO · saves $token (u64be at 8)');
  expect(extrasText({ kind: 'pcilg' })).toBe('');
});

describe('dry run', () => {
  it('gives the one system call with its bytes', () => {
    const { plan: planned } = plan({ kind: 'pcistb', space: 0, offset: '0x1000', data: '5a5a' });
    expect(planned?.call).toMatchObject({ call: 'pwrite', position: 0x1000n, data: Uint8Array.of(0x5a, 0x5a) });
    expect(planned?.predicted).toBeUndefined();
  });
  it('waits for values that only an answer gives', () => {
    const load: Step = { kind: 'pcilg', save: [{ name: 'token', at: 0, type: 'u64be' }] };
    const variables = variablesOf(program(load), [load]);
    const step = { kind: 'pcistb', space: 0, offset: '$token + 8', data: '00' };
    expect(intentOf(step as never, () => variables, view).later).toContain('$token');
  });
  it('names what is missing or absent instead of throwing, whatever is typed', () => {
    expect(plan({ kind: 'dma.map', buffer: 'nothing', iova: '0x0' }).problem?.message).toContain('nothing');
    expect(plan({ kind: 'pcilg', space: 0, offset: '0', length: 8, path: 'zpci-io' }).problem?.code).toBe('absent');
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (space, offset, data) => {
        plan({ kind: 'pcistb', space, offset, data });
      }),
    );
  });
});

describe('mending', () => {
  const crossing = { kind: 'pcistb', space: 0, offset: '0xff8', data: '00'.repeat(16) };
  const findings = (step: Readonly<Record<string, unknown>>) => plan(step).findings!;

  it('makes a store that crosses 4 KiB legal, by its length or by its place', () => {
    const [broken] = findings(crossing);
    expect(broken).toMatchObject({ rule: 'ISM-4K', errno: 'EINVAL', fields: ['data'], bytes: { first: 8, length: 8 } });
    expect(broken!.mends!.map(({ set }) => set)).toEqual([{ length: 8 }, { offset: 0xff0n }, { offset: 0x1000n }]);
    for (const mend of broken!.mends!) expect(findings(applyMend(crossing, mend))).toEqual([]);
  });
  it('ends where nothing is broken, for any store in the BAR', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 1, max: 9000 }), (offset, length) => {
        let step: Readonly<Record<string, unknown>> = { kind: 'pcistb', space: 0, offset, data: '00'.repeat(length) };
        for (let round = 0; round < 4; round++) {
          const mend = findings(step)[0]?.mends?.[0];
          if (mend) step = applyMend(step, mend);
        }
        expect(findings(step)).toEqual([]);
      }),
    );
  });
  it('changes the length of every kind of payload and writes addresses in hex', () => {
    const shorter = { how: 'Shorten', set: { length: 8 } };
    expect(applyMend({ from: { buffer: 'b', length: 9 } }, shorter)).toEqual({ from: { buffer: 'b', length: 8 } });
    expect(applyMend({ data: { pattern: 'zero', length: 9 } }, shorter)).toEqual({
      data: { pattern: 'zero', length: 8 },
    });
    expect(applyMend({ iova: '0x0' }, { how: '', set: { iova: 0x1_0000_0000n } })).toEqual({ iova: '0x100000000' });
  });

  const buffers = [{ name: 'ring', vaddr: 0x7000_0000n, size: 0x4000 }];
  const offered = (kind: string, found: Partial<BrokenRule>, step = {}) =>
    formFinding(found as BrokenRule, { kind, ...step }, { ...view, buffers });

  it('speaks of memory addresses as offsets into what holds them', () => {
    const at = (gaddr: bigint) => ({ field: 'gaddr', mends: [{ how: 'Align down', set: { gaddr } }] });
    const from = { from: { buffer: 'ring', at: 13, length: 8 } };
    expect(offered('pcistb', at(0x7000_0008n), from)).toMatchObject({ fields: ['at'], mends: [{ set: { at: 8n } }] });
    expect(offered('pcistb', at(0x1008n)).mends).toMatchObject([{ set: { pageOffset: 8 } }]);
    expect(offered('pcistb', at(0x2000n)).mends).toMatchObject([{ set: { pageOffset: 0 } }]);
    const vaddr = { field: 'vaddr', mends: [{ how: 'Align up', set: { vaddr: 0x7000_1000n } }] };
    expect(offered('dma.map', vaddr, { buffer: 'ring' }).mends).toMatchObject([{ set: { at: 0x1000n } }]);
    expect(applyMend(from, { how: '', set: { at: 8n } })).toEqual({ from: { buffer: 'ring', at: 8, length: 8 } });
  });
  it('speaks of flags as the ticks they come from', () => {
    const flags = { field: 'flags', mends: [{ how: '', set: { flags: 1 } }] };
    expect(offered('dma.map', flags)).toMatchObject({ fields: ['read', 'write'] });
    expect(offered('dma.map', flags).mends).toMatchObject([{ set: { read: true, write: false } }]);
    const all = { field: 'flags', mends: [{ how: '', set: { flags: 0 } }] };
    expect(offered('dma.unmap', all).mends).toMatchObject([{ set: { all: false } }]);
  });
  it('is not offered for what the system call itself makes', () => {
    expect(offered('irq.arm', { field: 'argsz', mends: [{ how: '', set: { argsz: 32 } }] }).mends).toEqual([]);
  });
});
