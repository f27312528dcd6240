import * as z from 'zod';

/** The `backend=` option of an address: through the IOMMU group (type1v2), or through the device's own file and an iommufd. */
export const backendOption = z.enum(['type1', 'iommufd']);
export type Backend = z.output<typeof backendOption>;
