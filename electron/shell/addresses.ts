import { openHash } from '../contract/host-link.ts';

/** The window's own scheme: a real origin, served from the installation's files alone. */
export const SCHEME = 'app';
const HOST = 'workbench';

/** The page of the window, opening `address` at start. */
export const windowUrl = (address: string | undefined): string => `${SCHEME}://${HOST}/${openHash(address)}`;

/** Path of one of our own files, or undefined when `url` is anything else. */
export function ownPath(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname, username, password } = new URL(url);
  const isOurs = protocol === `${SCHEME}:` && host === HOST && !username && !password;
  return isOurs ? pathname : undefined;
}

/** Whether `url` is the page of the window itself: the only one that may be shown and the only one that is answered. */
export const isWindowPage = (url: string): boolean => ['/', '/index.html'].includes(ownPath(url) ?? '');
