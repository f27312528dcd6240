import { WorkbenchError } from '../contract/errors.ts';

/** A target address in its two parts: `sim` and `ism?seed=1`. Throws `bad-address` when there is no scheme. */
export function splitAddress(address: string): { scheme: string; rest: string } {
  const colon = address.indexOf(':');
  if (colon > 0 && colon < address.length - 1) {
    return { scheme: address.slice(0, colon), rest: address.slice(colon + 1) };
  }
  throw new WorkbenchError({
    code: 'bad-address',
    message: `"${shortened(address)}" is not a target address.`,
    next: 'Write a scheme and a name, such as sim:ism, vfio:0007:00:00.0 or capture:FILE.',
    op: 'target.open',
  });
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}...` : text);
