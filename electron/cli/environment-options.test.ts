import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeEach, expect, test } from 'vitest';
import type { Program } from '../contract/program.ts';
import { initialVariables } from '../contract/programs/walk.ts';
import { declareEnvironment, inEnvironment } from './environment-options.ts';

const program: Program = { program: 1, name: 'p', vars: { base: '0x1000', end: '$base + 8' }, steps: [] };
const given = (...args: string[]) =>
  declareEnvironment(new Command()).exitOverride().parse(args, { from: 'user' }).opts();
const values = async (...args: string[]) =>
  Object.fromEntries(initialVariables(await inEnvironment(program, given(...args))));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-env-'));
});
const environment = async (text: string) => {
  const file = join(folder, 'lab.env.json');
  await writeFile(file, text);
  return file;
};

test('an environment overrides the program, --var overrides both', async () => {
  const file = await environment('{"environment": 1, "vars": {"base": "0x2000", "lab": 7}}');
  expect(await values()).toEqual({ base: 0x1000n, end: 0x1008n });
  expect(await values('--env', file)).toEqual({ base: 0x2000n, end: 0x2008n, lab: 7n });
  expect(await values('--env', file, '--var', 'end=$lab', '--var', 'base=1')).toEqual({ base: 1n, end: 7n, lab: 7n });
});

test('what cannot be used is named', async () => {
  await expect(values('--var', 'bse=1')).rejects.toMatchObject({
    info: { code: 'unknown-variable', next: 'It has base, end.' },
  });
  expect(() => given('--var', 'base')).toThrow('not name=value');
  await expect(values('--env', join(folder, 'gone.env.json'))).rejects.toMatchObject({
    info: { code: 'no-such-file' },
  });
  const bad = { info: { code: 'bad-environment', message: expect.stringContaining('lab.env.json') } };
  for (const text of ['', '{}', '[]', '{"environment": 2, "vars": {}}', '{"environment": 1, "vars": {"0x": 1}}'])
    await expect(values('--env', await environment(text))).rejects.toMatchObject(bad);
});
