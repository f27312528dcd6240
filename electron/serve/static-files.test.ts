import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { StaticFiles } from './static-files.ts';

const root = mkdtempSync(join(tmpdir(), 'zpciwb-static-'));
mkdirSync(join(root, 'site', 'assets'), { recursive: true });
writeFileSync(join(root, 'secret.txt'), 'secret');
writeFileSync(join(root, 'site', 'index.html'), 'index');
writeFileSync(join(root, 'site', 'assets', 'a-1.js'), 'script');
symlinkSync(join(root, 'secret.txt'), join(root, 'site', 'link.txt'));
const files = new StaticFiles(join(root, 'site'));

afterAll(() => rmSync(root, { recursive: true }));

test('the root is index.html and files below are found with their type', async () => {
  expect(await files.read('/')).toEqual({ type: 'text/html; charset=utf-8', body: Buffer.from('index') });
  expect(await files.read('/assets/a-1.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
});

test.each([
  '',
  '/assets',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/link.txt',
  '/__proto__',
])('%j leads nowhere', async (path) => expect(await files.read(path)).toBeUndefined());
