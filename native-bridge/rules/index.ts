import { resetRules } from './device-reset.ts';
import { irqSetRules } from './irq-set.ts';
import { ismLoadRules, ismStoreRules } from './ism-store.ts';
import { mapRulesIommufd } from './map-iommufd.ts';
import { mapRulesType1 } from './map-type1.ts';
import { mmioRules } from './mmio.ts';
import { pasidRules } from './pasid-bind.ts';
import { pcilgRules } from './pcilg.ts';
import { pcistbRules } from './pcistb.ts';
import { configAccessRules, regionAccessRules } from './region-access.ts';
import type { DmaMap, DmaUnmap, IommuBackend, RuleSet } from './types.ts';
import { unmapRulesIommufd } from './unmap-iommufd.ts';
import { unmapRulesType1 } from './unmap-type1.ts';
import { zpciIoRules } from './zpci-io.ts';
import { zpciIoAccessRules } from './zpci-io-access.ts';

export { check, joinVerdicts } from './check.ts';
export { loadVerdict, storeVerdict } from './paths.ts';
export {
  configAccessRules,
  irqSetRules,
  ismLoadRules,
  ismStoreRules,
  mmioRules,
  pasidRules,
  pcilgRules,
  pcistbRules,
  regionAccessRules,
  resetRules,
  zpciIoAccessRules,
  zpciIoRules,
};

/** VFIO_IOMMU_MAP_DMA and IOMMU_IOAS_MAP, by back-end. */
export const mapRules: Record<IommuBackend, RuleSet<DmaMap>> = { ...mapRulesType1, iommufd: mapRulesIommufd };

/** VFIO_IOMMU_UNMAP_DMA and IOMMU_IOAS_UNMAP, by back-end. */
export const unmapRules: Record<IommuBackend, RuleSet<DmaUnmap>> = { ...unmapRulesType1, iommufd: unmapRulesIommufd };

/** Every rule set of the product. */
export const ruleSets: readonly RuleSet<never>[] = [
  pcistbRules.strict,
  pcistbRules.relaxed,
  pcilgRules,
  ismStoreRules,
  ismLoadRules,
  mmioRules,
  zpciIoRules.posted,
  zpciIoRules.fixed,
  zpciIoAccessRules,
  regionAccessRules,
  configAccessRules,
  mapRules.type1,
  mapRules.type1v2,
  mapRules.iommufd,
  unmapRules.type1,
  unmapRules.type1v2,
  unmapRules.iommufd,
  irqSetRules,
  resetRules,
  pasidRules.bind,
  pasidRules.unbind,
];
