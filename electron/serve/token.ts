import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The secret that lets a browser in: 256 random bits, new at every start, in the characters of a URL. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing about how much of the token was right. */
export const sameToken = (given: string | undefined, expected: string): boolean =>
  given !== undefined && timingSafeEqual(digest(given), digest(expected));

/** Cookies are shared by all ports of a host, so the port is part of the name. */
const cookieName = (port: number): string => `zpciwb-${port}`;

/** Value of the Set-Cookie header that keeps the token out of the address bar. */
export const tokenCookie = (token: string, port: number): string =>
  `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;

/** The token a browser sent back in its Cookie header, if any. */
export function tokenOfCookie(header: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  const cookie = header?.split(/;\s*/).find((part) => part.startsWith(prefix));
  return cookie?.slice(prefix.length);
}
