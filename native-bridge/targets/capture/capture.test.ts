import { mkdtemp, readdir, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decode } from '../../abi/decode.ts';
import { snapshotSchema } from '../../contract/bridge-contract.ts';
import { MAX_CAPTURE_BYTES, snapshotToCapture } from '../../contract/capture-file.ts';
import { captureProvider } from './provider.ts';
import { readCapture } from './read-capture.ts';

const FOLDER = fileURLToPath(new URL('../../../assets/captures/', import.meta.url));
const shipped = await readdir(FOLDER);
const NET = join(FOLDER, 'k6.12-q10-net.json');

async function scratchFile(content: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'zpci-')), 'x.json');
  await writeFile(file, content);
  return file;
}

const failureOf = (file: string) => captureProvider.open(file).catch((thrown) => thrown.info);

describe.each(shipped)('%s', (name) => {
  test('is a valid snapshot whose info bytes decode without errors', async () => {
    const snapshot = await readCapture(join(FOLDER, name));
    expect(snapshotSchema.safeParse(snapshot).success).toBe(true);
    const decoded = [
      decode('device-info', snapshot.deviceInfo!, { byteOrder: snapshot.byteOrder }),
      decode('iommu-info', snapshot.iommuInfo!, { byteOrder: snapshot.byteOrder }),
      ...snapshot.regions.flatMap(({ bytes }) => (bytes ? [decode('region-info', bytes, { byteOrder: 'be' })] : [])),
    ];
    for (const { diagnostics } of decoded)
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(decoded[0]!.caps.map((cap) => cap.name)).toEqual(['zpci-base', 'zpci-group', 'zpci-pfip']);
  });

  test('goes through our own capture file unchanged', async () => {
    const snapshot = await readCapture(join(FOLDER, name));
    const file = await scratchFile(snapshotToCapture(snapshot));
    expect(await readCapture(file)).toEqual({ ...snapshot, address: `capture:${file}` });
  });
});

test('the bytes kept are those of the first questions, before anything was mapped', async () => {
  const { calls, iommuInfo, regions, irqs } = await readCapture(NET);
  expect(calls.some(({ name }) => name.includes('MAP_DMA'))).toBe(false);
  const avail = decode('iommu-info', iommuInfo!, { byteOrder: 'be' }).caps.find(({ name }) => name === 'dma-avail');
  expect(avail?.fields.avail).toBe(65_535);
  expect(regions.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(regions[8]).toEqual({ index: 8, errno: 22 });
  expect(irqs[3]).toEqual({ index: 3, errno: 22 });
});

test('a capture is to look at: nothing can be armed or sent, whatever it is', async () => {
  const target = await captureProvider.open(NET);
  expect(() => target.arm(true)).toThrow('to look at');
  expect(() => target.startBurst({} as never)).toThrow('to look at');
  await expect(target.send({ kind: 'buffer.alloc', buffer: 'b', size: 1 })).rejects.toMatchObject({
    info: { code: 'absent', next: 'Open a live function to send.' },
  });
  expect(target.state().dmaAvail).toBe(65_535);
  expect(target.view().facts.windows).toEqual([{ start: 0x1_0000_0000n, end: 0x1_3fff_ffffn }]);
});

describe('bad files', () => {
  test('a missing file and a folder are named', async () => {
    expect(await failureOf('/nowhere/x.json')).toMatchObject({ code: 'no-such-file', message: /x\.json.*ENOENT/ });
    expect(await failureOf(FOLDER)).toMatchObject({ code: 'no-such-file', message: /not a file/ });
  });

  test.each([
    ['', 'damaged-file', /not JSON/],
    ['{"schema": "s390x-lab-capture/1", "name": ', 'damaged-file', /cut off/],
    ['[]', 'damaged-file', /schema is not zpci-capture\/1/],
    ['null', 'damaged-file', /schema is not/],
    ['{"schema":"s390x-lab-capture/1"}', 'damaged-file', /name/],
    ['{"schema":"s390x-lab-capture/2"}', 'future-version', /up to version 1/],
    ['{"schema":"zpci-capture/1","snapshot":{}}', 'damaged-file', /snapshot\.address/],
    ['{"schema":"zpci-capture/9"}', 'future-version', /zpci-capture\/9/],
  ])('%s is refused in one line', async (content, code, message) => {
    const failure = await failureOf(await scratchFile(content));
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(failure.message).not.toContain('\n');
  });

  test('nesting without end is refused, not followed', async () => {
    const deep = `{"schema":"zpci-capture/1","snapshot":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await failureOf(await scratchFile(deep))).toMatchObject({ code: 'damaged-file' });
  });

  test('a file above the limit is refused without being read', async () => {
    const file = await scratchFile('');
    await truncate(file, MAX_CAPTURE_BYTES + 1);
    expect(await failureOf(file)).toMatchObject({ code: 'damaged-file', message: /larger than/ });
  });
});
