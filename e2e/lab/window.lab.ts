import { chromium, expect, type Locator } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { sshClients } from '../../electron/workbench/hosts/testing/ssh-clients.ts';
import { ensureChromium } from '../../scripts/chromium.mjs';
import type { ServedWorkbench } from '../launchers/launcher.ts';
import { launchServed } from '../launchers/serve.ts';
import { WorkbenchWindow } from '../pages/workbench-window.ts';
import { lab } from './the-lab.ts';

/** The window of the built workbench on a real s390x kernel, through the ssh of this machine. Each test goes on where the one before ended. */

/** Node.js starts in an emulated guest; on a busy machine ssh needs several attempts. */
const PATIENCE = { timeout: 240_000 };
const TIME = { timeout: 300_000 };

let running: ServedWorkbench;
let window: WorkbenchWindow;

beforeAll(async () => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  running = await launchServed(browser);
  await running.page.setViewportSize({ width: 1440, height: 900 });
  window = new WorkbenchWindow(running.page);
  await window.idle();
  return () => browser.close();
});
afterAll(() => running.stop());

/** A button of the line in use in the target list. */
const act = (name: string | RegExp): Locator => window.targets.detail().getByRole('button', { name });

/** Opens a function that the list offers. */
async function open(address: string): Promise<void> {
  await window.targets.point(address);
  await act('Open').click();
  await expect(window.targets.at(address)).toContainText('open', PATIENCE);
  await window.idle();
}

test('a machine that is added lists its functions, who they are and whether they can be opened', TIME, async () => {
  await window.command('Add a machine');
  const dialog = window.dialog('Add a machine');
  await dialog.getByLabel('Machine').fill(lab.host());
  await dialog.getByRole('button', { name: 'Add and connect' }).click();
  await expect(window.targets.at(lab.address('net'))).toBeVisible(PATIENCE);
  await expect(window.targets.at(lab.address('unbound'))).toContainText('not ready');
  await window.targets.point(lab.address('rng'));
  for (const fact of ['0x00001234', '0x12', 'vfio-pci']) await expect(window.targets.detail()).toContainText(fact);
});

test('a function is opened, armed, stored to, loaded from and mapped, and all of it recorded', TIME, async () => {
  const { composer, iovaMap, requests, recordingBar } = window;
  await open(lab.address('net'));
  await window.arm();
  await recordingBar.start();
  await window.chooseLayout('Compose');
  // A field of virtio's common configuration that keeps what is written: storing there does nothing.
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.field('space').fill('4');
  await composer.field('offset').fill('0x28');
  await composer.field('length').fill('8');
  await composer.send();
  await expect(composer.result()).toContainText('predicted ok, answered ok');
  await composer.addSteps('PCILG 8 bytes of BAR 2');
  await composer.field('space').fill('4');
  await composer.field('offset').fill('0x28');
  await composer.send();
  await expect(composer.result()).toContainText('vfio-pci BAR');
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await expect(iovaMap.mappings()).toHaveCount(1);
  await expect(requests.rows()).toHaveCount(4);
  await window.chooseLayout('Inspect');
});

test(
  'a connection that breaks is made again: the session goes on read-only and says what that cost',
  TIME,
  async () => {
    for (const client of sshClients(running.pid)) process.kill(client, 'SIGKILL');
    await expect(window.banner()).toContainText('again at', PATIENCE);
    await expect(window.banner()).toContainText('1 mapping and 1 buffer');
    await expect(window.topBar).toContainText('READ-ONLY');
    await expect(window.iovaMap.mappings()).toHaveCount(0);
    await window.banner().getByRole('button', { name: 'Understood' }).click();
    await window.recordingBar.stop();
  },
);

test('the doctor looks at a function over there', TIME, async () => {
  await window.targets.point(lab.address('net'));
  await act('Doctor').click();
  await expect(window.doctor.summary()).toContainText('Ready', PATIENCE);
  await expect(window.doctor.check('driver').getByRole('img')).toHaveAccessibleName('fine');
});

test('a function is bound after asking and given back, by a window that has not seen it bound too', TIME, async () => {
  const unbound = lab.address('unbound');
  await window.targets.point(unbound);
  await act(/^Bind to vfio-pci/).click();
  await window.page.getByTestId('bind-dialog').getByRole('button', { name: 'Bind it' }).click();
  await expect(act('Give back to its driver')).toBeVisible(PATIENCE);
  await window.page.reload();
  await window.idle();
  await window.targets.point(unbound);
  await act('Give back to its driver').click();
  await expect(act(/^Bind to vfio-pci/)).toBeVisible(PATIENCE);
});

test('a function that is unplugged ends its session, and the window says so', TIME, async () => {
  await open(lab.address('unplugged'));
  await lab.unplug('unplugged');
  await expect(window.banner()).toContainText('Function gone.', PATIENCE);
  await window.expectCondition('ended');
});
