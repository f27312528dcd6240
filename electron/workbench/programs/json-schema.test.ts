import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { shippedAssets } from '../assets.ts';
import { programJsonSchema } from './json-schema.ts';
import { loadProgram } from './load.ts';

const PROGRAMS = join(shippedAssets(), 'programs');

test('the shipped JSON Schema is the one the program schema gives (vitest -u writes it)', async () => {
  const text = `${JSON.stringify(programJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(join(shippedAssets(), 'schemas/program.schema.json'));
});

test('every shipped program is well-formed, has a doc, and keeps the shipped JSON Schema', async () => {
  const schema = z.fromJSONSchema(programJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const names = (await readdir(PROGRAMS)).filter((name) => name.endsWith('.zpci.json'));
  expect(names.length).toBeGreaterThanOrEqual(4);
  for (const name of names) {
    const path = join(PROGRAMS, name);
    const program = await loadProgram(path);
    checkFields(program, name);
    expect(program.doc, name).toBeTruthy();
    expect(schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).error, name).toBeUndefined();
  }
});
