import { REGION } from '../../../native-bridge/rules/flags.ts';
import type { RequestRow } from '../../contract/app-contract.ts';

/** Bytes of the function's own PCI configuration space that a request read or wrote; undefined when it did neither. */
export function configAccess(
  row: Pick<RequestRow, 'kind' | 'status' | 'on' | 'request' | 'bytes' | 'rc'>,
): { readonly offset: number; readonly length: number } | undefined {
  const { kind, status, on, request, bytes, rc } = row;
  const inConfig = kind.startsWith('config.') || (kind.startsWith('region.') && request.region === REGION.config);
  if (!inConfig || status !== 'ok' || on !== undefined) return undefined;
  return { offset: Number(request.offset ?? 0), length: Math.min(bytes, rc ?? bytes) };
}
