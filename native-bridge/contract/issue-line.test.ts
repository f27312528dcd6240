import { expect, test } from 'vitest';
import * as z from 'zod';
import { issueLine } from './issue-line.ts';
import { bytes, u64 } from './schema.ts';

const schema = z.object({ calls: z.array(z.object({ in: z.union([z.number(), bytes]), at: u64.optional() })) });
const lineFor = (value: unknown) => issueLine(schema.safeParse(value).error!, 'file');

test.each([
  [[], 'file: expected object, received array'],
  [{}, 'calls: expected array, received undefined'],
  [{ calls: [{ in: 1 }, { in: 1, at: 'x' }] }, 'calls[1].at: expected an unsigned 64-bit number, as 0x... or decimal'],
])('%j is blamed on one field in one line', (value, line) => {
  expect(lineFor(value)).toBe(line);
});

test('of the alternatives the one that takes the type of the value says what is wrong', () => {
  expect(lineFor({ calls: [{ in: 'zz' }] })).toBe('calls[0].in: expected bytes as a hex string');
});
