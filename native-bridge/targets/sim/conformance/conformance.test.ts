import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../../contract/errors.ts';
import { captureFiles, failures, replayFile, runConformance } from './run.ts';

const FOLDER = 'assets/captures';
const files = await captureFiles(FOLDER);
// biome-ignore lint/suspicious/noExplicitAny: a capture is changed here in ways its type forbids
type Capture = any;

async function changed(change: (capture: Capture) => void, of = 'k6.12-q10-net.json'): Promise<string> {
  const capture = JSON.parse(await readFile(join(FOLDER, of), 'utf8'));
  change(capture);
  return written(JSON.stringify(capture));
}

async function written(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'capture-')), 'capture.json');
  await writeFile(file, text);
  return file;
}

const callNamed = ({ calls }: Capture, what: string) => calls.find((call: Capture) => call.what === what);

describe('conformance', () => {
  it.each(files)('a simulated function answers as the real kernel did in %s', async (file) => {
    const result = await replayFile(file);
    expect(failures(result)).toEqual([]);
    expect(result.agreed).toBeGreaterThan(100);
  });

  it('finds an answer that differs in rc, in errno, in bytes, in an eventfd counter, and in a read', async () => {
    const file = await changed((capture) => {
      callNamed(capture, 'VFIO_CHECK_EXTENSION 9').rc = 0;
      Object.assign(callNamed(capture, 'VFIO_IOMMU_MAP_DMA same again'), { errno: 22, error: 'EINVAL' });
      callNamed(capture, 'VFIO_DEVICE_GET_IRQ_INFO 4 argsz=16').out = '00000010000000090000000400000002';
      callNamed(capture, 'VFIO_DEVICE_SET_IRQS MSI-X trigger 0').eventfd_counters = [2, 0, 0, 0];
      capture.bars['4'].beyond = { errno: 14, error: 'EFAULT' };
    });
    const { differences } = await replayFile(file);
    expect(differences.map(({ call }) => call.replace(/^calls\[\d+\] /, '')).sort()).toEqual([
      'VFIO_CHECK_EXTENSION 9',
      'VFIO_DEVICE_GET_IRQ_INFO 4 argsz=16',
      'VFIO_DEVICE_SET_IRQS MSI-X trigger 0: eventfd counters',
      'VFIO_IOMMU_MAP_DMA same again',
      'bars.4.beyond',
    ]);
  });

  it('does not go by the names of calls', async () => {
    const file = await changed(({ calls }) => {
      for (const [index, call] of calls.entries()) call.what = `step ${index}`;
    });
    expect((await replayFile(file)).differences).toEqual([]);
  });

  it('derives the aperture from the reserved regions: more memory, a later end', async () => {
    const file = await changed((capture) => {
      capture.reserved_regions = capture.reserved_regions.replace('0x0000000140000000', '0x00000001c0000000');
      capture.calls = JSON.parse(
        JSON.stringify(capture.calls)
          .replaceAll('000000013fffffff', '00000001bfffffff')
          .replaceAll('000000013ffff000', '00000001bffff000')
          .replaceAll('0000000140000000', '00000001c0000000'),
      );
    });
    expect((await replayFile(file)).differences).toEqual([]);
  });

  it('models a device that refuses doublewords: 8-byte loads read 0xff, narrower ones do not', async () => {
    const ones = (length: number) => 'ff'.repeat(length);
    const file = await changed((capture) => {
      const { reads, first256 } = capture.bars['4'];
      for (const read of reads) if (read.len >= 8) read.hex = ones(read.len);
      first256.hex = ones(256);
    });
    expect((await replayFile(file)).differences).toEqual([]);
  });

  it('shows the errno of a refused load where the driver does', async () => {
    const file = await changed((capture) => {
      const bar = capture.bars['4'];
      const line = '0x4000000000000000 0x4000000000003fff 0x0000000000140204';
      const lines = Buffer.from(capture.sysfs.resource.hex, 'hex').toString().split('\n');
      lines[0] = line;
      capture.sysfs.resource.hex = Buffer.from(lines.join('\n')).toString('hex');
      callNamed(capture, 'VFIO_DEVICE_GET_REGION_INFO 0 argsz=32').out =
        '0000002000000003000000000000000000000000000040000000000000000000';
      const refused = { errno: 6, error: 'ENXIO' };
      const reads = [
        { off: 0, len: 4, n: 4, hex: '40000001' },
        { off: 0, len: 8, ...refused },
        { off: 0, len: 16, ...refused },
      ];
      capture.bars['0'] = { size: bar.size, reads, first256: refused, last4: refused, beyond: bar.beyond };
    }, 'k7.2full-q10-ism-net.json');
    expect((await replayFile(file)).differences).toEqual([]);
  });

  it.each([
    ['is not JSON', '{"schema":'],
    ['is another kind of file', '{"schema":"x/1"}'],
    ['is empty', ''],
    ['is a bare list', '[]'],
  ])('says in one line that a capture %s', async (_, text) => {
    const { code, message } = await replayFile(await written(text)).then(() => errorInfo(undefined), errorInfo);
    expect(code).toBe('damaged-file');
    expect(message).not.toContain('\n');
  });

  it.each([
    ['bytes that are not hex', (c: Capture) => (c.calls[20].in = 'zz')],
    ['no call at all', (c: Capture) => (c.calls = [])],
    ['a call without a number', (c: Capture) => delete c.calls[3].request],
    ['a configuration space of 3 bytes', (c: Capture) => (c.sysfs.config.hex = '000000')],
    ['a driver nobody knows', (c: Capture) => (c.sysfs.driver.link = '../drivers/uio')],
    ['the other byte order', (c: Capture) => (c.system.endianness = 'LE')],
    ['a BAR of half a byte', (c: Capture) => (c.bars['4'].size = 0.5)],
  ])('refuses a capture with %s', async (_, change) => {
    const info = await replayFile(await changed(change)).then(() => errorInfo(undefined), errorInfo);
    expect(info.code).toBe('damaged-file');
  });

  it('refuses a folder that is not there', async () => {
    await expect(runConformance('/nowhere')).rejects.toMatchObject({ info: { code: 'no-such-file' } });
  });
});
