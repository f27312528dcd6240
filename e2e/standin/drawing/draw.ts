import type { Browser } from '../process/browser.ts';
import type { CdpSession } from '../process/cdp.ts';
import type { BrowserWindow } from '../window/browser-window.ts';
import { WebContents } from '../window/web-contents.ts';
import { ANSWER, type Backdrop, type Drawing, sheet } from './sheet.ts';

/** Of a desktop's window around its content, CSS pixels. */
const FRAME = 60;

/** What a window shows now. */
async function backdropOf(title: string, page: CdpSession): Promise<Backdrop> {
  const expression = "({ width: innerWidth, isDark: matchMedia('(prefers-color-scheme: dark)').matches })";
  const { result } = await page.send('Runtime.evaluate', { expression, returnByValue: true });
  const { data } = await page.send('Page.captureScreenshot');
  return { title, image: data, ...result.value };
}

async function setHtml(page: CdpSession, html: string): Promise<void> {
  await Promise.all([page.send('Page.enable'), page.send('Runtime.enable')]);
  await page.send('Runtime.addBinding', { name: ANSWER });
  const { frameTree } = await page.send('Page.getFrameTree');
  await page.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
}

/** Shows `html` in a page of its own until it answers or is closed. */
async function answerOf(browser: Browser, html: string, size: { width: number; height: number }) {
  let closed = () => {};
  const isClosed = new Promise<undefined>((resolve) => {
    closed = () => resolve(undefined);
  });
  const { session, targetId } = await browser.openPage(size, { closed, retitled: () => {} });
  const answered = new Promise<string>((resolve) =>
    session.on('Runtime.bindingCalled', ({ payload }) => resolve(payload)),
  );
  await setHtml(session, html);
  const answer = await Promise.race([answered, isClosed]);
  await browser.closePage(targetId);
  return answer;
}

/**
 * Shows in a page of its own what a desktop would draw over `window`, so that it can be looked at and clicked. Resolves with the
 * answer, or undefined when the page was closed.
 */
export async function draw(drawing: Drawing, window: BrowserWindow): Promise<string | undefined> {
  const { browser, session } = await WebContents.pageOf(window.webContents);
  const { width, height } = window.getBounds();
  const html = sheet(drawing, await backdropOf(window.getTitle(), session));
  return answerOf(browser, html, { width, height: height + FRAME });
}
