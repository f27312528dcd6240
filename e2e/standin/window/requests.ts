import type { CdpSession } from '../process/cdp.ts';
import { fromBrowser, OWN_REQUESTS } from './address.ts';
import type { Schemes } from './protocol.ts';

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly resourceType: string;
  readonly frameId: string;
}

export interface Navigation {
  readonly url: string;
  readonly frameId: string;
}

/**
 * Stands between a page and the network: asks `mayNavigate` before any document is loaded, and answers requests to the
 * application's schemes.
 */
export async function interceptRequests(
  page: CdpSession,
  schemes: Schemes,
  mayNavigate: (navigation: Navigation) => boolean,
): Promise<void> {
  const end = (name: string, { requestId }: Paused, more: Record<string, unknown> = {}) =>
    page.send(`Fetch.${name}`, { requestId, ...more }).catch(() => {});
  const decide = async (paused: Paused) => {
    const { request, resourceType, frameId } = paused;
    const navigation = { url: fromBrowser(request.url), frameId };
    if (resourceType === 'Document' && !mayNavigate(navigation))
      return end('failRequest', paused, { errorReason: 'Aborted' });
    if (navigation.url === request.url) return end('continueRequest', paused);
    return end('fulfillRequest', paused, await schemes.answer(request.url, request.method));
  };
  page.on('Fetch.requestPaused', (paused: Paused) => void decide(paused));
  await page.send('Fetch.enable', { patterns: [{ urlPattern: OWN_REQUESTS }, { resourceType: 'Document' }] });
}
