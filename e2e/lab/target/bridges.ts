import { findInstallation } from '../../../electron/serve/installation.ts';
import { Bridges } from '../../../electron/workbench/hosts/bridges.ts';

/** The bridge programs as the built product starts them: the one in the guest is put there and started through ssh. */
export function productBridges(): Bridges {
  const { bridgeCommand, parcel } = findInstallation();
  return new Bridges({ command: bridgeCommand, parcel });
}
