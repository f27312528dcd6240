import { rfcDma } from '../../../abi/capabilities/rfc-dma.ts';
import { rfcNesting } from '../../../abi/capabilities/rfc-nesting.ts';
import { rfcQfn } from '../../../abi/capabilities/rfc-qfn.ts';
import { rfcQgrp } from '../../../abi/capabilities/rfc-qgrp.ts';
import { encodeCap } from '../../../abi/chain.ts';
import { vfioIommuBindGuest } from '../../../abi/structures/pasid-bind.ts';
import { rfcType1Info } from '../../../abi/structures/type1.ts';
import { check, pasidRules } from '../../../rules/index.ts';
import type { PasidBind } from '../../../rules/pasid-bind.ts';
import type { Facts } from '../../../rules/types.ts';
import type { FunctionIdentity } from '../zpci/identity.ts';
import { type Answer, fail, fieldsOf, HOST_ORDER, type IoctlArgument, ok } from './answer.ts';
import type { Info } from './info-answer.ts';

/** What a container of the proposals of 2019 and 2020 does otherwise: what its IOMMU info carries, and the binding of guest page tables. */

const PAGE_SIZES = 0x1000n;

/** VFIO_IOMMU_GET_INFO with a 64-bit chain offset. DMA stands first, so that its room tells it from QFN, which has the same number. */
export function rfcIommuInfo(identity: FunctionIdentity): Info {
  const { windows } = identity;
  const [first, last] = [windows[0]?.start ?? 0n, windows.at(-1)?.end ?? 0n];
  return {
    layout: rfcType1Info,
    minimum: 16,
    values: { flags: 1, iova_pgsizes: PAGE_SIZES },
    capsFlag: 2,
    caps: [
      encodeCap(rfcDma, { dma_start: first, dma_end: last }, HOST_ORDER),
      encodeCap(rfcQfn, functionBlock(identity, first, last), HOST_ORDER),
      encodeCap(rfcQgrp, groupBlock(identity), HOST_ORDER),
      encodeCap(rfcNesting, NESTING_INFO, HOST_ORDER),
    ],
  };
}

function functionBlock({ vfn, gid, fid, uid, pchid, bars }: FunctionIdentity, sdma: bigint, edma: bigint) {
  const sizes = bars
    .slice(0, 6)
    .map(({ size }, bar) => [`bar_size${bar}`, size > 0n ? size.toString(2).length - 1 : 0]);
  return { format: 0, vfn, gid, fid, uid, pchid, sdma, edma, ...Object.fromEntries(sizes) };
}

function groupBlock({ group }: FunctionIdentity) {
  const { noi, version, maxstbl, mui, dasm, msiAddress } = group;
  return { format: 0, noi, version, flags: 1, maxstbl, mui, dasm, msia: msiAddress };
}

/**
 * What may be bound: the format the rules ask for, no PASIDs from the kernel, no invalidation. The proposal tells it to containers of type
 * 6 alone; this one, like any on s390x, is of type 1 and tells it too. There is no VT-d behind it, so its registers are 0.
 */
const NESTING_INFO = { argsz: 56, format: 1, features: 2, addr_width: 48, pasid_bits: 20 };

const BIND = 1;
const UNBIND = 2;

/** Guest page tables by host PASID. Nothing is translated through them: the proposal never came to s390. */
export class GuestTables {
  readonly #bound = new Set<number>();

  /** VFIO_IOMMU_BIND, which binds and takes back. */
  answer(arg: IoctlArgument, facts: Facts): Answer {
    const fields = fieldsOf(vfioIommuBindGuest, arg);
    if (!fields) return fail('EFAULT');
    const action = fields.flags === BIND ? 'bind' : fields.flags === UNBIND ? 'unbind' : undefined;
    if (!action) return fail('EINVAL');
    const bind = bindOf(fields);
    const { errno } = check(pasidRules[action], bind, { ...facts, guestTables: true, boundPasids: [...this.#bound] });
    if (errno) return fail(errno);
    if (action === 'bind') this.#bound.add(Number(bind.hpasid));
    else this.#bound.delete(Number(bind.hpasid));
    return ok();
  }

  clear(): void {
    this.#bound.clear();
  }
}

const bindOf = (fields: Record<string, unknown>) =>
  ({
    argsz: fields.argsz,
    flags: fields['bind.flags'],
    version: fields['bind.version'],
    format: fields['bind.format'],
    hpasid: fields['bind.hpasid'],
  }) as PasidBind;
