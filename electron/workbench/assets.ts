import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of sample recordings, captures and programs that ships with the product. Both the sources (`electron/workbench`) and the
 * bundles (`dist/cli`, `dist/shell`) lie two folders below the root.
 */
export function shippedAssets(): string {
  const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
  return resolve(here, '../../assets');
}
