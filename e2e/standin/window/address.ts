/** Chromium knows no schemes of ours, so a page of `scheme://host/` lives at `https://host.scheme.standin.invalid/`. */
const SUFFIX = '.standin.invalid';

export function toBrowser(url: string): string {
  const { protocol, host } = new URL(url);
  const isOwn = !['http:', 'https:', 'file:', 'data:', 'about:', 'blob:', 'javascript:'].includes(protocol);
  return isOwn ? url.replace(`${protocol}//${host}`, `https://${host}.${protocol.slice(0, -1)}${SUFFIX}`) : url;
}

export function fromBrowser(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : '';
  if (!host.endsWith(SUFFIX)) return url;
  const names = host.slice(0, -SUFFIX.length).split('.');
  const scheme = names.pop();
  return url.replace(`https://${host}`, `${scheme}://${names.join('.')}`);
}

/** Requests that a scheme of the application answers. */
export const OWN_REQUESTS = `https://*${SUFFIX}/*`;
