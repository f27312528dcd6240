import { expect, test } from 'vitest';
import { EMPTY_STATE, type LiveMapping } from '../../native-bridge/contract/bridge-contract.ts';
import { encodeEnvelope } from '../../native-bridge/contract/codec.ts';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import { lastOf } from '../../native-bridge/rules/iova.ts';
import type { Session } from '../contract/app-contract.ts';
import { mappingPage, told } from './told.ts';

const PAGE = 0x1000n;
const BASE = 0xf000_0000_0000_0000n;
const mapping = (i: number): LiveMapping => ({
  iova: BASE + BigInt(i) * PAGE,
  size: PAGE,
  vaddr: BASE,
  read: true,
  write: true,
  buffer: 'b'.repeat(64),
});
const list = (count: number) => Array.from({ length: count }, (_, i) => mapping(i));
const session = (mappings: LiveMapping[]) => ({ id: 's', state: { ...EMPTY_STATE, mappings } }) as unknown as Session;
const bytes = (result: unknown) => encodeEnvelope({ t: 'ok', id: 1, result }).length;

test('few mappings go with their session', () => {
  const few = session(list(3));
  expect(told(few)).toBe(few);
});

test('a session with as many mappings as the kernel allows, and each of its pages, fits a message', () => {
  const mappings = list(65_535);
  const large = told(session(mappings));
  expect(large).toMatchObject({ unlisted: 65_535, state: { mappings: [] } });
  expect(bytes(large)).toBeLessThan(MAX_FRAME_BYTES / 64);
  const found: LiveMapping[] = [];
  for (let [from, more] = [0n, true]; more; from = lastOf(found.at(-1)!) + 1n) {
    const page = mappingPage(mappings, from);
    expect(bytes(page)).toBeLessThan(MAX_FRAME_BYTES);
    found.push(...page.mappings);
    more = page.more;
  }
  expect(found).toEqual(mappings);
});
