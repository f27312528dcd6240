import type { Host } from '../../../electron/contract/app-contract.ts';
import { countOf } from '../../text/quantities.ts';

/** How it stands with a machine, in a few words. */
export function hostState({ state, doing, error, targets }: Host): string {
  switch (state) {
    case 'idle':
      return 'not asked yet';
    case 'connecting':
      return `${doing ?? 'Connecting'} …`;
    case 'failed':
      return error?.message ?? 'It could not be reached.';
    case 'connected':
      return targets.length > 0 ? countOf(targets.length, 'function') : 'no VFIO or zPCI function';
  }
}
