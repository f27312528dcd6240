/** `ssh://user@host:port` in parts that mean nothing to a shell; the user's own ssh configuration may know the host by any name. */
const HOST = /^(?:[A-Za-z0-9_][\w.-]*@)?(?:[A-Za-z0-9_][\w.-]*|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?(?:\?sudo=[01])?$/;
const SCHEME = 'ssh://';
const MOST_PORT = 65_535;

/** The address of the machine that was typed, with or without its scheme; or why it is none. */
export function hostAddress(typed: string): { readonly address: string } | { readonly reason: string } {
  const text = typed.trim();
  const rest = text.startsWith(SCHEME) ? text.slice(SCHEME.length).replace(/\/$/, '') : text;
  if (rest === '') return { reason: 'Type user@host, as you would for ssh.' };
  const match = HOST.exec(rest);
  if (!match) return { reason: 'This is not user@host or user@host:port.' };
  if (Number(match[1] ?? 1) > MOST_PORT || match[1] === '0')
    return { reason: `A port lies between 1 and ${MOST_PORT}.` };
  return { address: SCHEME + rest };
}
