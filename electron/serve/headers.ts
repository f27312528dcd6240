/**
 * The content policy of the window in every host: own files only, no inline script, no frame round it. Widget libraries set
 * inline styles, hence `style-src`.
 * @param sockets WebSocket origins the window may connect to, `ws://127.0.0.1:8080`.
 */
export const contentPolicy = (sockets: readonly string[] = []): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    ["connect-src 'self'", ...sockets].join(' '),
    "font-src 'self' data:",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** Headers of every answer, in every host. */
export const safeHeaders = (sockets: readonly string[] = []): Record<string, string> => ({
  'content-security-policy': contentPolicy(sockets),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
});
