import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { privateFolder } from './folder.ts';
import type { ShellWorkbench } from './launcher.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Chromium's own sandbox does not start for root. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** As in playwright.config.ts, which does not reach pages of an application. */
const ACTION_TIMEOUT_MS = 10_000;

/** The built application in the Electron of `folder`, or in what stands there in its place. */
export async function launchShell(distribution: string, program: string, scale: number): Promise<ShellWorkbench> {
  const { folder, env, remove } = privateFolder();
  // Playwright asks the `electron` package where Electron is, and that asks this.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = distribution;
  const scaled = scale === 1 ? [] : [`--force-device-scale-factor=${scale}`];
  const app = await _electron.launch({ args: [...scaled, ROOT], env, timeout: 20_000 });
  const main = app.process();
  const ended = once(main, 'exit').then(([status]) => status);
  const page = await app.firstWindow();
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  await page.waitForURL('**workbench**');
  const stop = async () => {
    if (main.exitCode === null) await app.close();
    remove();
    return ended;
  };
  const startAgain = (...args: string[]) => statusOf(program, [...AS_ROOT, ROOT, ...args], env);
  return { app, ended, page, folder, pid: main.pid!, stop, startAgain };
}

async function statusOf(program: string, args: string[], env: Record<string, string>): Promise<number | null> {
  const [status] = await once(spawn(program, args, { env, stdio: 'ignore' }), 'exit');
  return status;
}
