import { protocol } from 'electron';
import { safeHeaders } from '../serve/headers.ts';
import { StaticFiles } from '../serve/static-files.ts';
import { ownPath, SCHEME } from './addresses.ts';

/** Makes the scheme a standard, secure origin. Possible only before the app is ready. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window from `root`, with the same policy as the loopback host. */
export function serveWindowFiles(root: string): void {
  const files = new StaticFiles(root);
  protocol.handle(SCHEME, async ({ url }) => {
    const path = ownPath(url);
    const file = path === undefined ? undefined : await files.read(path);
    if (!file)
      return new Response('There is no such file in the workbench.\n', { status: 404, headers: safeHeaders() });
    return new Response(new Uint8Array(file.body), { headers: { ...safeHeaders(), 'content-type': file.type } });
  });
}
