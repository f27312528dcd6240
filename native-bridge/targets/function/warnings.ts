import type { Request } from '../../contract/bridge-contract.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import { ERROR_IRQ, REQUEST_IRQ } from '../../rules/flags.ts';

const LAST_BAR = 5;

/** What an answer may hide. Reading 0xff where errors are swallowed is not data yet; a short count is not the whole request. */
export function warningsFor(
  request: Request,
  view: FunctionView,
  moved: { readonly data?: Uint8Array; readonly wanted?: number; readonly got: number },
): string[] {
  const warnings: string[] = [];
  if (moved.data && moved.data.length > 0 && hidesErrors(request, view) && moved.data.every((byte) => byte === 0xff)) {
    warnings.push('All bytes are 0xff: through a vfio-pci BAR a failed load looks the same.');
  }
  if (moved.wanted !== undefined && moved.got >= 0 && moved.got < moved.wanted) {
    warnings.push(`Only ${moved.got} of ${moved.wanted} bytes were moved.`);
  }
  if (turnsOffHost(request)) {
    warnings.push(
      'The workbench does not hear any more what the host says of this function (error, or request to release it).',
    );
  }
  return warnings;
}

/** Count 0 turns an index off; the ones of the host are listened to from opening on. */
const turnsOffHost = (request: Request) =>
  request.kind === 'irq.arm' && request.count === 0 && [ERROR_IRQ, REQUEST_IRQ].includes(request.index);

/** Plain vfio-pci answers a failed BAR load with 0xff bytes and a full count. */
function hidesErrors(request: Request, view: FunctionView): boolean {
  if (request.kind === 'pcilg') return (request.path ?? view.paths[0]) === 'vfio-bar';
  return request.kind === 'region.read' && request.region <= LAST_BAR && view.paths.includes('vfio-bar');
}
