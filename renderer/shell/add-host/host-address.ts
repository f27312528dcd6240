import { parseRemote } from '../../../electron/contract/remote-address.ts';

const SCHEME = 'ssh://';

/** The address of the machine that was typed, with or without its scheme; or why it is none. */
export function hostAddress(typed: string): { readonly address: string } | { readonly reason: string } {
  const text = typed.trim();
  if (text === '') return { reason: 'Type user@host, as you would for ssh.' };
  try {
    const { machine, target } = parseRemote(text.startsWith(SCHEME) ? text : SCHEME + text);
    if (target === undefined) return { address: machine.address };
  } catch {
    // What is refused is told in the words of this form.
  }
  return { reason: 'This is not user@host or user@host:port.' };
}
