import { expect, test } from 'vitest';
import { openTarget } from '../../targets/index.ts';
import { cautionsOf } from './cautions.ts';
import { planRequest } from './index.ts';
import type { FunctionView } from './kind.ts';
import { requestSchema } from './request.ts';

const ICR = { bar: 0, start: 0xc0n, end: 0xc4n, name: 'ICR', sentence: 'It is cleared.', source: 'its data sheet' };

function cautions(view: FunctionView, request: object): string[] {
  const parsed = requestSchema.parse(request);
  return cautionsOf(parsed, planRequest(parsed, view), view).map(({ rule }) => rule);
}

test('a read that changes a register is told before it is sent, and nothing beside it', async () => {
  const target = await openTarget('sim:nic?clock=virtual');
  const known = target.view();
  await target.close();
  const view = { ...known, facts: { ...known.facts, changing: [ICR] } };
  expect(cautions(view, { kind: 'region.read', region: 0, offset: 0xc3n, length: 1 })).toContain('READ-CHANGES');
  expect(cautions(view, { kind: 'pcilg', space: 0, offset: 0xbcn, length: 8 })).toContain('READ-CHANGES');
  expect(cautions(view, { kind: 'region.read', region: 0, offset: 0xc4n, length: 4 })).toEqual([]);
  expect(cautions(view, { kind: 'region.read', region: 0, offset: 0xbcn, length: 4 })).toEqual([]);
  expect(cautions(view, { kind: 'region.write', region: 0, offset: 0xc0n, data: '00000000' })).toEqual([]);
  expect(cautions(view, { kind: 'config.read', offset: 0xc0, length: 4 })).toEqual([]);
});

test('the command window of an ISM function is known without configuration space', async () => {
  const target = await openTarget('sim:ism?clock=virtual');
  expect(cautions(target.view(), { kind: 'pcilg', space: 2, offset: 0n, length: 8 })).toEqual(['READ-CHANGES']);
  await target.close();
});
