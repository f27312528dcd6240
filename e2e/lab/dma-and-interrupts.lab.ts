import { expect, test } from 'vitest';
import { handleOf } from './target/handle.ts';
import { VirtioRng } from './target/virtio-rng.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

test('a device driven by requests alone writes into mapped memory and signals its MSI-X vector', () =>
  withFunction(lab, 'rng', async (open) => {
    await open.target.arm(true);
    const { bytes, interrupts } = await new VirtioRng(open).random(64);
    expect(interrupts).toBe(1n);
    // 64 random bytes have hardly any zeros; untouched memory has nothing else.
    expect(bytes.filter((byte) => byte !== 0).length).toBeGreaterThan(48);
  }));

test('after a reset the outcome tells the handle the kernel has for the function now', () =>
  withFunction(lab, 'rng', async ({ target, send }) => {
    await target.arm(true);
    const outcome = await send({ kind: 'device.reset' });
    // A machine gives the function a new handle here; QEMU gives it the same one again.
    const handle = await lab.sh(`cat /sys/bus/pci/devices/${lab.bdf('rng')}/function_handle`);
    expect(handleOf(outcome.snapshot?.deviceInfo)).toBe(Number(handle));
  }));
