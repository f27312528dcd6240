import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../../native-bridge/contract/bridge-contract.ts';
import { exportRecording } from '../export-recording.ts';
import { memoryOutput, recordEverything } from '../testing/recordings.ts';
import { lspci, lspciDump } from './lspci.ts';

/** Debian's pciutils; without it this machine cannot tell whether lspci reads the dump. */
const hasLspci = (() => {
  try {
    return execFileSync('lspci', ['--version'], { encoding: 'utf8' }).startsWith('lspci');
  } catch {
    return false;
  }
})();

const dumpOf = (config: Uint8Array | undefined, bdf?: string) => lspciDump({ config, bdf } as Snapshot);

/** What lspci prints of a dump. */
async function lspciReads(dump: string, ...options: string[]): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'zpci-lspci-')), 'dump.txt');
  await writeFile(file, dump);
  return execFileSync('lspci', ['-F', file, '-n', ...options], { encoding: 'utf8' });
}

/** A header with vendor 1014, device 04ed, class 0280 and one capability, MSI-X at 0x40. */
function smallConfig(length: number): Uint8Array {
  const config = new Uint8Array(length);
  config.set(parseHex('1410ed0400001000000080020000')!);
  config.set(parseHex('40')!, 0x34);
  config.set(parseHex('1100030000000000')!, 0x40);
  return config;
}

describe('an lspci dump', () => {
  test('has the address, then 16 bytes a line', () => {
    const lines = dumpOf(smallConfig(256), '0007:00:00.0')!.split('\n');
    expect(lines[0]).toBe('0007:00:00.0 Class 0280: Device 1014:04ed');
    expect(lines[1]).toBe('00: 14 10 ed 04 00 00 10 00 00 00 80 02 00 00 00 00');
    expect(lines[5]).toBe('40: 11 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00');
    expect(lines.slice(17)).toEqual(['', '']);
  });

  test('of a recording without configuration space is refused, and nothing is written', async () => {
    const recording = await recordEverything(await mkdtemp(join(tmpdir(), 'zpci-lspci-')));
    const output = memoryOutput();
    await expect(exportRecording(recording, lspci, output)).rejects.toMatchObject({ info: { code: 'absent' } });
    expect(output.state()).toBe('discarded');
    expect(dumpOf(undefined)).toBeUndefined();
  });

  describe.skipIf(!hasLspci)(`is read by lspci${hasLspci ? '' : ' (skipped: install pciutils)'}`, () => {
    test.each([256, 4096])('of %i bytes, byte for byte', async (length) => {
      const dump = dumpOf(smallConfig(length), '0007:00:00.0')!;
      const again = await lspciReads(dump, length === 4096 ? '-xxxx' : '-xxx');
      const bytesOf = (text: string) => [...text.matchAll(/^[0-9a-f]+: (.*)$/gm)].map(([, bytes]) => bytes!.trim());
      // lspci puts its own title in front of the same bytes.
      expect(bytesOf(again).slice(-length / 16)).toEqual(bytesOf(dump));
      expect(again).toMatch(/^0007:00:00\.0 0280: 1014:04ed/);
    });

    test('with its capabilities decoded', async () => {
      const text = await lspciReads(dumpOf(smallConfig(256), '0007:00:00.0')!, '-vvv');
      expect(text).toMatch(/Capabilities: \[40\] MSI-X: Enable- Count=4/);
    });
  });
});
