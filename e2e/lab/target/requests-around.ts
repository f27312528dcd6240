import fc from 'fast-check';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';

const PAGE = 0x1000n;
const U64_MAX = 0xffff_ffff_ffff_ffffn;
const CONFIG_SIZE = 0x100n;

/** Configuration fields that keep no function from working when they are written: vendor id, cache line size, interrupt line. */
const HARMLESS_CONFIG = [0x00n, 0x0cn, 0x3cn];

const kind = <Name extends string, Fields extends object>(
  name: Name,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
) => fc.record({ kind: fc.constant(name), ...fields });

/** Requests on the edges of what this function allows: its aperture, its regions' ends, a buffer `ring` of `buffer` bytes, what is mapped. */
export function requestsAround({ facts }: FunctionView, buffer: number) {
  const { start, end } = facts.windows[0]!;
  const iova = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0n, 1n, 2n, 3n, 8n).map((pages) => start + pages * PAGE) },
    fc.constantFrom(0n, PAGE, start - PAGE, end + 1n - PAGE, end + 1n, start + 0x123n, U64_MAX - PAGE + 1n, 1n << 63n),
  );
  const size = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(PAGE, 2n * PAGE, 4n * PAGE) },
    fc.constantFrom(0n, 1n, 0x800n, PAGE + 1n, BigInt(buffer) - PAGE),
  );
  const flag = fc.boolean();
  const map = kind('dma.map', {
    buffer: fc.constant('ring'),
    at: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0n, PAGE) }, fc.constantFrom(8n, 0x800n)),
    iova,
    size,
    read: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, flag),
    write: flag,
  });
  const everything = fc.record({
    kind: fc.constant('dma.unmap'),
    iova: fc.constant(0n),
    size: fc.constant(0n),
    all: fc.constant(true),
  });
  const unmap = fc.oneof(
    { weight: 6, arbitrary: kind('dma.unmap', { iova, size, all: fc.constant(false) }) },
    everything,
  );
  const length = fc.constantFrom(0, 1, 2, 3, 4, 8, 16, 63, 64, 255);
  const bars = facts.regions.filter(({ index, size: bytes }) => index <= 5 && bytes > 0n);
  const read = fc
    .constantFrom(...bars)
    .chain(({ index, size: bytes }) =>
      kind('region.read', { region: fc.constant(index), offset: around(bytes), length }),
    );
  const config = kind('config.read', { offset: around(CONFIG_SIZE), length });
  const configWrite = kind('config.write', {
    offset: fc.constantFrom(...HARMLESS_CONFIG, CONFIG_SIZE, CONFIG_SIZE + 4n),
    data: fc.constantFrom(1, 2, 4).map((bytes) => new Uint8Array(bytes)),
  });
  return fc.oneof({ weight: 4, arbitrary: map }, { weight: 3, arbitrary: unmap }, read, config, configWrite);
}

/** Offsets inside something of `size` bytes, at its end and beyond. */
const around = (size: bigint) =>
  fc.oneof(
    fc.constantFrom(0n, 1n, 4n, 8n, 0x3cn).filter((at) => at < size),
    fc.constantFrom(size - 8n, size - 4n, size - 1n, size, size + 8n),
  );
