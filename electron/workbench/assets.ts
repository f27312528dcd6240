import { fileURLToPath } from 'node:url';

/**
 * The folder of sample recordings, captures and programs that ships with the product. Both the sources (`electron/workbench`) and the
 * bundles (`dist/cli`, `dist/shell`) lie two folders below the root.
 */
export const shippedAssets = (): string => fileURLToPath(new URL('../../assets', import.meta.url));
