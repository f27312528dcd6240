import * as z from 'zod';
import { clampToRegion } from '../../rules/breach.ts';
import { ZPCI_IO } from '../../rules/flags.ts';
import { loadVerdict } from '../../rules/paths.ts';
import { vfioPieces } from '../../rules/splitting.ts';
import type { StorePath } from '../../rules/types.ts';
import { deviceAddress } from './fields.ts';
import { ioRegionCall } from './io-region.ts';
import { defineRequest, type FunctionView, type Plan } from './kind.ts';
import { loadMapped } from './mapped-bar.ts';
import { choosePath } from './path.ts';
import { planned } from './planned.ts';
import { barPosition } from './position.ts';

const schema = z.strictObject({
  kind: z.literal('pcilg'),
  ...deviceAddress,
  length: z.int().min(0).max(255),
});

type Pcilg = z.output<typeof schema>;

/** A load through the zPCI I/O region always writes this much, the value right-aligned and big-endian. */
const DOUBLEWORD = 8;

export const pcilg = defineRequest({
  kind: 'pcilg',
  title: 'Load',
  doc: 'Loads 1 to 8 bytes from a PCI address space; reading may have side effects on the device.',
  schema,
  writes: false,
  plan: (request, view) => {
    const path = choosePath('pcilg', request.path, view);
    if (path === 'mmio') return loadMapped(request, request.length, view);
    return path === 'zpci-io' ? throughRegion(request, view) : throughBar(request, path, view);
  },
});

function throughBar({ space, offset, length }: Pcilg, path: StorePath, view: FunctionView): Plan {
  const position = barPosition('pcilg', view, space, offset);
  const verdict = loadVerdict(path, { space, offset, length, gaddr: 0n }, view.facts);
  const left = clampToRegion(space, offset, length, view.facts);
  const maxWidth = path === 'vfio-bar' ? view.facts.barWidth : 8;
  return planned({ call: 'pread', on: 'device', position, length }, verdict, {
    path,
    operations: vfioPieces(offset, left, { maxWidth }).length,
  });
}

/** One pwrite of the request; the answer lies in the scratch page, in the last bytes of the doubleword. */
function throughRegion({ space, offset, length }: Pcilg, view: FunctionView): Plan {
  const { vaddr: gaddr } = view.scratch;
  const request = { space, offset, length, gaddr, flags: ZPCI_IO.READ };
  const answered = Math.min(length, DOUBLEWORD);
  return planned(ioRegionCall('pcilg', request, view), loadVerdict('zpci-io', request, view.facts), {
    path: 'zpci-io',
    collect: { vaddr: gaddr + BigInt(DOUBLEWORD - answered), length: answered },
    operations: 1,
  });
}
