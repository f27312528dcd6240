import type { Capability } from './capability.ts';
import { dmaAvail } from './dma-avail.ts';
import { iovaRange } from './iova-range.ts';
import { migration } from './migration.ts';
import { msixMappable } from './msix-mappable.ts';
import { nvlink2Lnkspd } from './nvlink2-lnkspd.ts';
import { nvlink2Ssatgt } from './nvlink2-ssatgt.ts';
import { pciAtomicComp } from './pci-atomic-comp.ts';
import { regionType } from './region-type.ts';
import { rfcDma } from './rfc-dma.ts';
import { rfcNesting } from './rfc-nesting.ts';
import { rfcQfn } from './rfc-qfn.ts';
import { rfcQgrp } from './rfc-qgrp.ts';
import { sparseMmap } from './sparse-mmap.ts';
import { zpciBase } from './zpci-base.ts';
import { zpciGroup } from './zpci-group.ts';
import { zpciPfip } from './zpci-pfip.ts';
import { zpciUtil } from './zpci-util.ts';

/** Every capability, listed once per name space: the same number means different things in different answers. */

/** VFIO_DEVICE_GET_INFO. */
export const deviceCapabilities: readonly Capability[] = [zpciBase, zpciGroup, zpciUtil, zpciPfip, pciAtomicComp];

/** VFIO_DEVICE_GET_REGION_INFO. */
export const regionCapabilities: readonly Capability[] = [
  sparseMmap,
  regionType,
  msixMappable,
  nvlink2Ssatgt,
  nvlink2Lnkspd,
];

/** VFIO_IOMMU_GET_INFO. */
export const iommuCapabilities: readonly Capability[] = [iovaRange, migration, dmaAvail];

/** VFIO_IOMMU_GET_INFO in the never-merged dialects of 2019 and 2020: two proposals used number 1, told apart by the room there is. */
export const rfc2019Capabilities: readonly Capability[] = [rfcDma, rfcQfn, rfcQgrp, rfcNesting];
