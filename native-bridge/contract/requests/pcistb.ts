import * as z from 'zod';
import { clampToRegion } from '../../rules/breach.ts';
import { ZPCI_IO } from '../../rules/flags.ts';
import { storeVerdict } from '../../rules/paths.ts';
import { vfioPieces } from '../../rules/splitting.ts';
import type { StorePath } from '../../rules/types.ts';
import { deviceAddress, payload } from './fields.ts';
import { ioRegionCall } from './io-region.ts';
import { defineRequest, type FunctionView, type Plan } from './kind.ts';
import { storeMapped } from './mapped-bar.ts';
import { choosePath } from './path.ts';
import { type Payload, payloadOf } from './payload.ts';
import { planned } from './planned.ts';
import { barPosition } from './position.ts';
import { badRequest } from './refuse.ts';

const schema = z
  .strictObject({
    kind: z.literal('pcistb'),
    ...deviceAddress,
    ...payload,
    /** Offset of an inline payload inside its page (the zPCI I/O region checks the memory address). */
    pageOffset: z.int().min(0).max(4095).default(0),
  })
  .refine((request) => (request.data === undefined) !== (request.from === undefined), 'give either data or from');

type Pcistb = z.output<typeof schema>;

export const pcistb = defineRequest({
  kind: 'pcistb',
  title: 'Store block',
  doc: 'Stores a block of bytes into a PCI address space with one PCISTB, as far as the path allows.',
  schema,
  writes: true,
  plan: (request, view) => {
    const path = choosePath('pcistb', request.path, view);
    const payload = payloadOf(request, view);
    if (path === 'mmio') return storeMapped(request, payload, view);
    return path === 'zpci-io' ? throughRegion(request, payload, view) : throughBar(request, payload, path, view);
  },
});

/** One pwrite of the payload. The kernel copies it, so its address does not matter. */
function throughBar(
  { space, offset }: Pcistb,
  { length, data, vaddr }: Payload,
  path: StorePath,
  view: FunctionView,
): Plan {
  const position = barPosition('pcistb', view, space, offset);
  const verdict = storeVerdict(path, { space, offset, length, gaddr: 0n }, view.facts);
  const left = clampToRegion(space, offset, length, view.facts);
  const pieces = path === 'vfio-bar' ? vfioPieces(offset, left, { maxWidth: view.facts.barWidth }).length : 1;
  return planned({ call: 'pwrite', on: 'device', position, data: data ?? new Uint8Array(length) }, verdict, {
    path,
    take: vaddr === undefined ? undefined : { vaddr, length },
    operations: left === 0 ? 0 : pieces,
  });
}

/** Puts an inline payload at its page offset in the scratch pages; one pwrite of the request then runs one PCISTB. */
function throughRegion({ space, offset, pageOffset }: Pcistb, payload: Payload, view: FunctionView): Plan {
  const stage = payload.data && staged(payload.data, pageOffset, view);
  const gaddr = stage?.vaddr ?? payload.vaddr ?? 0n;
  const request = { space, offset, length: payload.length, gaddr, flags: ZPCI_IO.BLOCKW };
  return planned(ioRegionCall('pcistb', request, view), storeVerdict('zpci-io', request, view.facts), {
    path: 'zpci-io',
    stage,
    operations: 1,
  });
}

function staged(data: Uint8Array, pageOffset: number, { scratch }: FunctionView) {
  if (pageOffset + data.length <= scratch.size) return { vaddr: scratch.vaddr + BigInt(pageOffset), data };
  throw badRequest(
    'pcistb',
    `${data.length} bytes at page offset ${pageOffset} exceed the ${scratch.size} bytes for inline payloads.`,
    'Put the payload into a buffer and name it with from.',
  );
}
