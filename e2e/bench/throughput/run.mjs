/**
 * `npm run bench:frames`: frames of the window while a burst of RATE operations a second (500,000) is made, shown and recorded, beside
 * the same window at rest, in the same run. The bridge program makes real pwrite calls on a file in memory with the product's burst loop;
 * the session, the recorder, the host and the window are the product's. SECONDS (30) of each, ROUNDS (1) times in turn. Afterwards the
 * operations of the recording are counted. SOURCE=columns hands the bridge program the entries such a loop would have kept, for a machine
 * that is too busy to make that many calls. Figures are for the person who reads them; nothing passes or fails by them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { root } from '../../../scripts/setup/root.mjs';
import { bundle, OUT } from '../bundle.mjs';
import { figures, watchFrames } from './frames.mjs';

const SECONDS = Number(process.env.SECONDS ?? 30);
const ROUNDS = Number(process.env.ROUNDS ?? 1);
const RATE = process.env.RATE ?? '500000';
const TARGETS = process.env.SOURCE === 'columns' ? 'throughput/columns-targets.ts' : 'memfd-targets.ts';
const DEBIAN_CHROMIUM = '/usr/bin/chromium';

await bundle(
  {
    'frames-bridge': join(root, 'native-bridge/bridge.ts'),
    'frames-host': join(import.meta.dirname, 'host.ts'),
    'count-recorded': join(import.meta.dirname, 'count-recorded.ts'),
  },
  { targets: join(root, 'e2e/bench', TARGETS) },
);

const folder = mkdtempSync(join(tmpdir(), 'zpci-frames-'));
const device = join(existsSync('/dev/shm') ? '/dev/shm' : folder, `zpci-frames-${process.pid}`);
writeFileSync(device, new Uint8Array(4096));
const env = {
  ...process.env,
  ZPCI_BENCH_FILE: device,
  ZPCI_BENCH_CAPTURE: join(root, 'assets/captures/k6.12-q10-net.json'),
};
const args = [
  join(OUT, 'frames-host.mjs'),
  join(OUT, 'frames-bridge.mjs'),
  folder,
  join(root, 'dist/renderer'),
  join(root, 'assets'),
];
const host = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
const [url] = await once(createInterface({ input: host.stdout }), 'line');
const executablePath = existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined;
const browser = await chromium.launch({ executablePath });

try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const idle = () => page.waitForSelector('html[data-idle="true"]');
  await page.goto(`${url}#open=${encodeURIComponent('sim:memfd')}`);
  await idle();
  await page.getByTestId('top-bar').getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByRole('tab', { name: 'Throughput', exact: true }).click();
  await page
    .getByRole('button', { name: /^Record/ })
    .first()
    .click();
  const form = page.getByRole('form', { name: 'Store loop' });
  await form.getByRole('combobox', { name: 'op' }).selectOption('region.write');
  for (const [name, value] of Object.entries({ space: '1', length: '8', rate: RATE, seconds: '86400' }))
    await form.locator(`input[name="${name}"]`).fill(value);
  await idle();
  console.log(`${cpus().length} processors, ${cpus()[0]?.model}; load ${loads()} before`);
  const rows = [];
  for (let round = 0; round < ROUNDS; round++) {
    rows.push({ window: 'at rest', ...(await watched(page)) });
    await form.getByRole('button', { name: 'Start loop' }).click();
    await form.getByRole('button', { name: /^Stop/ }).waitFor();
    rows.push({ window: `burst at ${RATE}/s`, ...(await watched(page)) });
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
    await form.getByRole('button', { name: /^Stop/ }).click();
    await form.getByRole('button', { name: 'Start loop' }).waitFor();
  }
  print(rows);
  const told = await page.getByTestId('throughput').getByRole('caption').first().textContent();
  await page.keyboard.press('Control+E');
  await page
    .getByRole('button', { name: /^Record/ })
    .first()
    .waitFor();
  await idle();
  console.log(`The panel says: ${told}`);
} finally {
  await browser.close();
  host.stdin.end();
  await once(host, 'exit');
}

const recordings = join(folder, 'recordings');
for (const name of readdirSync(recordings)) {
  const file = join(recordings, name);
  const counted = execFileSync(process.execPath, [join(OUT, 'count-recorded.mjs'), file], { encoding: 'utf8' });
  const { recorded, dropped, errors, said } = JSON.parse(counted);
  const size = `${Math.round(statSync(file).size / 2 ** 20)} MiB`;
  console.log(
    `Recording, ${size}: ${recorded} operations in columns, ${dropped} dropped, ${errors} errors; its rows say ${said}`,
  );
}
rmSync(folder, { recursive: true });
rmSync(device, { force: true });

/** @param {import('@playwright/test').Page} page */
async function watched(page) {
  const before = processorSeconds();
  const frames = await watchFrames(page, SECONDS);
  const used = processorSeconds() - before;
  return { ...figures(frames), 'host+bridge cpu %': (100 * used) / SECONDS, load: Number(loads().split(' ')[0]) };
}

/** Of the host and its bridge program, user and system. */
function processorSeconds() {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(host.pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  return [String(host.pid), ...children].filter(Boolean).reduce((sum, pid) => sum + ticksOf(pid) / 100, 0);
}

/** @param {string} pid */
function ticksOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function loads() {
  return loadavg()
    .map((one) => one.toFixed(2))
    .join(' ');
}

/** A column a phase. @param {Record<string, string | number>[]} rows */
function print(rows) {
  for (const name of Object.keys(rows[0] ?? {})) {
    const values = rows.map((row) => rounded(row)[name]);
    console.log(name.padEnd(18), ...values.map((value) => `${value}`.padStart(18)));
  }
}

/** @param {Record<string, string | number>} row */
function rounded(row) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(1)) : value]),
  );
}
