import { CONFIG_SPACE, REGION } from '../../../native-bridge/rules/flags.ts';
import type { RequestRow } from '../request-row.ts';
import type { Danger } from './messages.ts';

/** Why a request deserves a second look before it is sent again; undefined when it does not. */
export function dangerOf({ seq, kind, request, error }: RequestRow): Danger | undefined {
  const why = reasonOf(kind, request) ?? (error?.code === 'no-answer' ? NO_ANSWER : undefined);
  return why === undefined ? undefined : { seq, kind, why };
}

const NO_ANSWER = 'It never came back when it was recorded.';

function reasonOf(kind: string, { region, space }: Readonly<Record<string, unknown>>): string | undefined {
  if (kind === 'device.reset') return 'It resets the function: everything the function knew is gone.';
  const isConfig =
    kind === 'config.write' ||
    (kind === 'region.write' && region === REGION.config) ||
    ((kind === 'pcistb' || kind === 'burst pcistb') && space === CONFIG_SPACE);
  return isConfig ? 'It writes configuration space.' : undefined;
}
