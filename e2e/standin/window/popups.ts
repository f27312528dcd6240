import type { CdpSession } from '../process/cdp.ts';
import { gap } from '../strict/gap.ts';

export type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly targetId: string; readonly type: string };
}

/** Closes every window that `page` opens before anything of it is loaded, provided that `handler` denies it. */
export async function closePopups(
  page: CdpSession,
  handler: () => OpenHandler | undefined,
  close: (targetId: string) => Promise<void>,
): Promise<void> {
  page.on('Page.windowOpen', ({ url }) => {
    if (handler()?.({ url }).action !== 'deny') throw gap('WebContents', 'window that a page opens');
  });
  page.on('Target.attachedToTarget', ({ targetInfo }: Attached) => {
    if (targetInfo.type === 'page') void close(targetInfo.targetId);
  });
  const filter = [{ type: 'page' }, { exclude: true }];
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });
}
