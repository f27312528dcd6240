import type { Session, WebContents } from 'electron';
import { isWindowPage } from './addresses.ts';

/** Copying a value is all that the window may do beyond its own page. */
const ALLOWED = 'clipboard-sanitized-write';

/** Keeps a window on its own page: no other page, no other window, no embedded one, no permission, no download. */
export function lockDown(contents: WebContents): void {
  keepOnOwnPage(contents);
  denyPermissions(contents.session);
}

function keepOnOwnPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isWindowPage(event.url)) event.preventDefault();
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED));
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
