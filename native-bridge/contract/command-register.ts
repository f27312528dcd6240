import { REGION } from '../rules/flags.ts';
import type { Request } from './requests/request.ts';

/** Of the PCI command register, its lower byte. */
const COMMAND = 4n;

/** The lower byte of the command register after a request that writes it. Bus mastering is none of the rules' business: no errno says so. */
export function commandAfter(request: Request): number | undefined {
  const isConfig =
    request.kind === 'config.write' || (request.kind === 'region.write' && request.region === REGION.config);
  if (!isConfig || request.offset > COMMAND) return undefined;
  return request.data?.[Number(COMMAND - request.offset)];
}
