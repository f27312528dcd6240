import { findInstallation } from '../../../electron/serve/installation.ts';
import { Bridges } from '../../../electron/workbench/hosts/bridges.ts';

/** Bridge programs of a spec's own, for one that ends them or needs a fresh login; the caller closes them. */
export function ownBridges(): Bridges {
  const { bridgeCommand, parcel } = findInstallation();
  return new Bridges({ command: bridgeCommand, parcel });
}

/**
 * The bridge programs as the built product starts them: the one in the guest is put there and started through ssh. All spec files of a
 * process share them, since to start one takes the emulated guest some ten seconds; they end with the process.
 */
export const bridges = ownBridges();
