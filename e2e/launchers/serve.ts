import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from '@playwright/test';
import { type PrivateFolder, privateFolder } from './folder.ts';
import type { ServedWorkbench } from './launcher.ts';

const START = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'start.mjs');

/** The built workbench, started as `npm start` does without Electron, in a page of `browser`. */
export const launchServed = (browser: Browser): Promise<ServedWorkbench> => serveFolder(browser, privateFolder());

/** The same on a folder that may hold something already, in a page that has never seen it. */
export async function serveFolder(browser: Browser, place: PrivateFolder): Promise<ServedWorkbench> {
  const { folder, env, remove } = place;
  const child = spawn(process.execPath, [START, '--browser', '--no-open'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await firstLine(child);
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  const stop = async () => {
    await page.context().close();
    const status = await stopped(child);
    remove();
    return status;
  };
  return { page, url, folder, pid: child.pid!, stop };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`The workbench ended with status ${status} before it printed its address:\n${said}`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {});
  return line;
}

/** Ends it as Ctrl+C does. */
async function stopped(child: ChildProcess): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [status] = await exit;
  return status;
}
