import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { Cdp } from './cdp.ts';
import type { CommandLine } from './command-line.ts';

/** Chromium under the stand-in: where windows are shown. */
export interface Chromium {
  readonly cdp: Cdp;
  /** Called once when it ends by itself. */
  onExit(listener: () => void): void;
  /** Ends it with all its processes, and removes its profile. */
  end(): Promise<void>;
}

const DIRECT = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-sync'];
const STEADY = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-dev-shm-usage'];
/** Electron tells a port that its other end was closed; Chromium by itself does not yet. */
const AS_ELECTRON = ['--enable-blink-features=MessagePortCloseEvent'];
/** The one window there is at start has no address bar; the first BrowserWindow takes it. */
const FIRST_WINDOW = '--app=data:text/html,';

function arguments_(profile: string, { switches }: CommandLine): string[] {
  const headless = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : ['--headless'];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-pipe', FIRST_WINDOW];
  return [...DIRECT, ...STEADY, ...AS_ELECTRON, ...headless, ...asRoot, ...switches(), ...own];
}

/** Starts Chromium with the switches of `line` and what the application appended to them. */
export async function startChromium(line: CommandLine): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'zpciwb-standin-'));
  const program = process.env.CHROMIUM_PATH || 'chromium';
  const child = spawn(program, arguments_(profile, line), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.on('error', ({ message }) => {
    console.error(`The stand-in for Electron cannot start ${program}: ${message}. CHROMIUM_PATH names another.`);
    process.exit(1);
  });
  passOnAddress(child);
  process.on('exit', () => endNow(child, profile));
  const [, , , write, read] = child.stdio as unknown as Duplex[];
  const cdp = new Cdp(read!, write!);
  await cdp.browser.send('Browser.getVersion');
  return { cdp, onExit: (listener) => child.once('exit', listener), end: () => end(child, profile) };
}

/** A debugger of windows reads from here where to connect; everything else Chromium says is noise. */
function passOnAddress(child: ChildProcess): void {
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (line.startsWith('DevTools listening on')) process.stderr.write(`${line}\n`);
  });
}

async function end(child: ChildProcess, profile: string): Promise<void> {
  child.removeAllListeners('exit');
  const isRunning = child.exitCode === null && child.signalCode === null;
  const exit = isRunning ? once(child, 'exit') : undefined;
  endNow(child, profile);
  await exit;
  rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
}

function endNow(child: ChildProcess, profile: string): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // All of it has ended already.
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
}
