import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { dropBytes, dropPath } from './support/drop.ts';

const ASSETS = join(import.meta.dirname, '..', 'assets');
const CAPTURE = 'k7.2full-q10-ism-net.json';
const recording = readFileSync(join(ASSETS, 'recordings', 'ism-hello.mcap'));

/** Behind the end of a recording these make it too large for one message. */
const ZEROS = 10 * 1024 * 1024;

test('a dropped file larger than any message is copied into the folder, and opens', async ({ workbench, running }) => {
  await dropBytes(workbench.page, 'large.mcap', recording, ZEROS);
  await expect(workbench.shownTarget()).toContainText('large.mcap', { timeout: 30_000 });
  await workbench.idle();
  const copied = readFileSync(join(running.folder, 'recordings', 'large.mcap'));
  expect(copied.equals(Buffer.concat([recording, Buffer.alloc(ZEROS)]))).toBe(true);
});

test('a dropped program opens in the composer', async ({ workbench }) => {
  const program = readFileSync(join(ASSETS, 'programs', 'ism-hello.zpci.json'));
  await dropBytes(workbench.page, 'mine.zpci.json', program);
  await expect(workbench.composer.file()).toHaveAttribute('aria-label', 'Saved: mine.zpci.json');
  await expect(workbench.composer.steps()).not.toHaveCount(0);
  await workbench.idle();
});

test('an import tells how far it is, and leaves nothing when it is cancelled', async ({ workbench, running }) => {
  const { page } = workbench;
  await page.evaluate(() => {
    // The second piece never comes.
    const { slice } = Blob.prototype;
    Blob.prototype.slice = function (start, ...rest) {
      return start
        ? ({
            arrayBuffer: () =>
              new Promise((resolve) => Object.assign(window, { goOn: () => resolve(new ArrayBuffer(9)) })),
          } as Blob)
        : slice.call(this, start, ...rest);
    };
  });
  await dropBytes(page, 'large.mcap', recording, ZEROS);
  const progress = page.getByRole('region', { name: 'Importing large.mcap' });
  await expect(progress.getByRole('progressbar')).toHaveAttribute('value', `${1024 * 1024}`);
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await page.evaluate(() => Reflect.get(window, 'goOn')());
  await workbench.idle();
  await expect(progress).toHaveCount(0);
  expect(readdirSync(join(running.folder, 'recordings'))).toEqual([]);
});

test('a file dropped on the application opens where it lies', { tag: '@shell' }, async ({ workbench, running }) => {
  await dropPath(workbench.page, join(ASSETS, 'captures', CAPTURE));
  await expect(workbench.shownTarget()).toContainText(CAPTURE);
  await workbench.idle();
  expect(existsSync(join(running.folder, 'captures'))).toBe(false);
});
