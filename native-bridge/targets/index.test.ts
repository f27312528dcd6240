import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SIMULATED } from './contract-suite/traits.ts';
import { listTargets, openTarget, providers } from './index.ts';

const FOLDER = new URL('./', import.meta.url);
const folders = readdirSync(FOLDER).filter((name) => existsSync(new URL(`${name}/provider.ts`, FOLDER)));

test('every folder with a provider is in the list, under the scheme of its name', () => {
  expect(providers.map(({ scheme }) => scheme).sort()).toEqual(folders.sort());
});

test('every simulated function goes through the contract suite', async () => {
  const simulated = (await listTargets()).filter(({ kind }) => kind === 'sim').map(({ address }) => address);
  const covered = new Set(Object.keys(SIMULATED).map((address) => address.split('?')[0]));
  expect(simulated.filter((address) => !covered.has(address))).toEqual([]);
});

test.each([
  ['', 'bad-address'],
  ['sim', 'bad-address'],
  [':ism', 'bad-address'],
  ['sim:', 'bad-address'],
  ['x'.repeat(4000), 'bad-address'],
  ['tape:1', 'unknown-target'],
])('"%s" is refused as %s, in one line', async (address, code) => {
  const { info } = await openTarget(address).catch((thrown) => thrown);
  expect(info).toMatchObject({ code, op: 'target.open' });
  expect(info.message.length).toBeLessThan(200);
});
