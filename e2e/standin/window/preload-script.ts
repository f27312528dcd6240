import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORLD } from '../codec/messages.ts';
import type { CdpSession } from '../process/cdp.ts';

const built = (name: string) => readFileSync(join(__dirname, name), 'utf8');

/** Scripts that run before any of the page's own, in the top frame of a document of the application. */
const inOwnPages = (script: string) =>
  `if (window === window.top && location.hostname.endsWith('.standin.invalid')) {${script}\n}`;

/** Makes every document of `page` start with the context bridge and the preload, each in its world. */
export async function installPreload(page: CdpSession, preload: string | undefined): Promise<void> {
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: inOwnPages(built('main-world.js')) });
  if (!preload) return;
  const source = `${built('preload-world.js')}\nstandinPreload.run((require, module, exports) => {${readFileSync(preload, 'utf8')}\n});`;
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: inOwnPages(source), worldName: WORLD });
}
