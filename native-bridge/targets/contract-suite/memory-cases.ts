import { expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import type { Request } from '../../contract/bridge-contract.ts';
import type { Case } from './suite.ts';
import type { Traits } from './traits.ts';

const PAGE = 4096n;
const { EEXIST, EINVAL, EIO, ENOENT } = ERRNO;
/** What an iommufd says for entries free: it counts none. */
const UNLIMITED = 0xffff_ffff;

/** The same mistake has different faces: half of a mapping, nothing there. */
const FACES = {
  type1: { half: EINVAL, nothing: undefined },
  type1v2: { half: EINVAL, nothing: undefined },
  iommufd: { half: ENOENT, nothing: ENOENT },
} as const;

/** Buffers, and the IOVA map as the kernel keeps it. */
export function memoryCases(one: Case, { backend = 'type1v2' }: Traits): void {
  const face = FACES[backend];
  const ready = async () => {
    await one.target.arm(true);
    await one.target.send({ kind: 'buffer.alloc', buffer: 'b', size: 4 * Number(PAGE) });
    return one.target.view().facts.windows[0]!;
  };
  const map = (iova: bigint, size?: bigint): Request => ({
    kind: 'dma.map',
    buffer: 'b',
    at: 0n,
    iova,
    size,
    read: true,
    write: true,
  });
  const unmap = (iova: bigint, size: bigint): Request => ({ kind: 'dma.unmap', iova, size, all: false });

  test('a buffer holds what it was filled with', async () => {
    await ready();
    await one.target.send({
      kind: 'buffer.fill',
      buffer: 'b',
      at: 10,
      length: 3,
      fill: { pattern: 'counter', start: 7n, width: 1, order: 'be' },
    });
    const { data } = await one.target.send({ kind: 'buffer.read', buffer: 'b', at: 9, length: 5 });
    expect(data).toEqual(Uint8Array.of(0, 7, 8, 9, 0));
    const outside: Request = { kind: 'buffer.read', buffer: 'b', at: 4 * Number(PAGE), length: 1 };
    await expect(one.target.send(outside)).rejects.toMatchObject({ info: { code: 'bad-request' } });
  });

  test('a mapping is kept exactly as the kernel took it, up to the last page of the window', async () => {
    const { end } = await ready();
    const last = end + 1n - PAGE;
    const made = { iova: last, size: PAGE, buffer: 'b', read: true, write: true };
    expect(await one.target.send(map(last, PAGE))).toMatchObject({ status: 'ok', change: { mapped: made } });
    expect(one.target.state().mappings).toMatchObject([made]);
  });

  test('mapping twice, outside the window, misaligned: refused as predicted, and nothing of it kept', async () => {
    const { start, end } = await ready();
    // An iommufd may hand out more than the function reaches.
    const handedOut = one.target.view().facts.allowed?.some(({ end: last }) => last > end);
    await one.target.send(map(start));
    for (const [request, errno] of [
      [map(start), EEXIST],
      [map(start - PAGE, PAGE), EINVAL],
      [map(end + 1n, PAGE), handedOut ? EIO : EINVAL],
      [map(start + 0x123n, PAGE), EINVAL],
    ] as const) {
      const outcome = await one.target.send(request);
      expect(outcome).toMatchObject({ status: 'errno', errno });
      expect(outcome.broken).not.toEqual([]);
    }
    expect(one.target.state().mappings).toHaveLength(1);
  });

  test('unmapping half is refused and changes nothing; whole: gone; then nothing is there', async () => {
    const { start } = await ready();
    await one.target.send(map(start));
    expect(await one.target.send(unmap(start, 2n * PAGE))).toMatchObject({ status: 'errno', errno: face.half });
    expect(one.target.state().mappings).toHaveLength(1);
    const whole = { iova: start, size: 4n * PAGE };
    expect(await one.target.send(unmap(start, 4n * PAGE))).toMatchObject({ status: 'ok', change: { unmapped: whole } });
    expect(one.target.state().mappings).toEqual([]);
    const again = await one.target.send(unmap(start, 4n * PAGE));
    expect(again.errno).toBe(face.nothing);
    expect(again.broken.length > 0).toBe(face.nothing !== undefined);
    expect(await one.target.send({ kind: 'dma.unmap', iova: 0n, size: 0n, all: true })).toMatchObject({ status: 'ok' });
  });

  test('the budget counts down with mappings and up again', async () => {
    const { start } = await ready();
    const before = one.target.state().dmaAvail;
    await one.target.send(map(start, PAGE));
    await one.target.send(map(start + PAGE, PAGE));
    expect(one.target.state().dmaAvail).toBe(before === UNLIMITED ? UNLIMITED : before - 2);
    await one.target.send({ kind: 'dma.unmap', iova: 0n, size: 0n, all: true });
    expect(one.target.state().dmaAvail).toBe(before);
  });

  test('a buffer that is not there is refused by name', async () => {
    const { start } = await ready();
    const request = { ...map(start), buffer: 'other' } as Request;
    await expect(one.target.send(request)).rejects.toMatchObject({ info: { code: 'bad-request', message: /other/ } });
  });
}
