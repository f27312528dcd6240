import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explain } from './install.mjs';
import { holdsAll } from './installed.mjs';
import { alone } from './lock.mjs';
import { isNewEnough } from './node-version.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zpciwb-setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the Node.js version', () => {
  test.each(['v20.19.0', 'v20.19.5', 'v20.20.2', 'v22.0.0', 'v100.0.0'])('%s is new enough', (version) => {
    expect(isNewEnough(version, '>=20.19')).toBe(true);
  });

  test.each(['v20.18.9', 'v18.20.0', 'v9.99.99'])('%s is too old', (version) => {
    expect(isNewEnough(version, '>=20.19')).toBe(false);
  });
});

describe('a failed installation', () => {
  test.each([
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code EAI_AGAIN\nnpm error request to https://... failed', 'registry cannot be reached'],
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
      'disagree',
    ],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error something new', 'npm says why above'],
  ])('%j is explained', (output, sentence) => {
    expect(explain(output)).toContain(sentence);
  });
});

describe('the installed packages', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };

  test.each([
    ['all are there', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }, true],
    ['one for another platform is missing', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['one is missing', { 'node_modules/b': { version: '2.0.0' } }, false],
    ['one has another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['none are there', {}, false],
  ])('%s', (_what, present, complete) => {
    expect(holdsAll(wanted, present)).toBe(complete);
  });
});

describe('the setup lock', () => {
  test('lets the second in only after the first is done', async () => {
    const lock = join(folder, 'order.lock');
    const order: string[] = [];
    let finish = () => {};
    const first = alone(lock, async () => {
      order.push('first begins');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('first ends');
    });
    const second = alone(lock, () => order.push('second'));
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  test('of a process that died is taken over', async () => {
    const lock = join(folder, 'dead.lock');
    writeFileSync(lock, String(2 ** 30));
    expect(await alone(lock, () => readFileSync(lock, 'utf8'))).toBe(String(process.pid));
  });

  test('is released when the work fails', async () => {
    const lock = join(folder, 'failing.lock');
    await expect(alone(lock, () => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
    expect(await alone(lock, () => 'free')).toBe('free');
  });
});
