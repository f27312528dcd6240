import type { PciCapability } from '../capability.ts';
import { accessControlServices } from './access-control-services.ts';
import { addressTranslationServices } from './address-translation-services.ts';
import { advancedErrorReporting } from './advanced-error-reporting.ts';
import { advancedFeatures } from './advanced-features.ts';
import { alternativeRoutingId } from './alternative-routing-id.ts';
import { designatedVendorSpecific } from './designated-vendor-specific.ts';
import { deviceSerialNumber } from './device-serial-number.ts';
import { l1Substates } from './l1-substates.ts';
import { latencyTolerance } from './latency-tolerance.ts';
import { msi } from './msi.ts';
import { msiX } from './msi-x.ts';
import { pageRequest } from './page-request.ts';
import { pciExpress } from './pci-express.ts';
import { powerManagement } from './power-management.ts';
import { precisionTimeMeasurement } from './precision-time-measurement.ts';
import { processAddressSpaceId } from './process-address-space-id.ts';
import { resizableBar } from './resizable-bar.ts';
import { singleRootIoVirtualization } from './single-root-io-virtualization.ts';
import { slotId } from './slot-id.ts';
import { subsystemId } from './subsystem-id.ts';
import { vendorSpecific } from './vendor-specific.ts';
import { vendorSpecificExtended } from './vendor-specific-extended.ts';
import { virtualChannel } from './virtual-channel.ts';
import { vitalProductData } from './vital-product-data.ts';

/** Capabilities of the first 256 bytes. */
export const standardCapabilities: readonly PciCapability[] = [
  powerManagement,
  vitalProductData,
  slotId,
  vendorSpecific,
  subsystemId,
  msi,
  msiX,
  pciExpress,
  advancedFeatures,
];

/** Capabilities from 0x100 on. */
export const extendedCapabilities: readonly PciCapability[] = [
  advancedErrorReporting,
  virtualChannel,
  deviceSerialNumber,
  vendorSpecificExtended,
  accessControlServices,
  alternativeRoutingId,
  addressTranslationServices,
  singleRootIoVirtualization,
  pageRequest,
  resizableBar,
  latencyTolerance,
  processAddressSpaceId,
  l1Substates,
  precisionTimeMeasurement,
  designatedVendorSpecific,
];
