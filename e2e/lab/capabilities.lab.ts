import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { openTarget } from '../../native-bridge/targets/index.ts';
import type { FunctionName } from './guest/functions.ts';
import { HANDLE } from './target/handle.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

const CAPTURES = join(import.meta.dirname, '..', '..', 'assets', 'captures');

/** What the kernel says of a function, byte for byte. The low half of its handle counts the machine's functions. */
function said({ deviceInfo, regions, irqs, iommuInfo }: Snapshot) {
  const info = deviceInfo!.slice();
  info.fill(0, HANDLE + 2, HANDLE + 4);
  return { info, regions, irqs, iommuInfo };
}

test.each<FunctionName>(['net', 'rng', 'nvme', 'e1000e'])('%s answers the bytes of its capture', async (name) => {
  const path = join(CAPTURES, `k6.12-q10-${name}.json`);
  const captured = await openTarget(`capture:${path}`);
  const { system } = JSON.parse(readFileSync(path, 'utf8'));
  await withFunction(lab, name, async ({ target }) => {
    expect(target.snapshot().byteOrder).toBe('be');
    expect(target.snapshot().host.machine).toBe(system.machine);
    expect(said(target.snapshot())).toEqual(said(captured.snapshot()));
  });
});
