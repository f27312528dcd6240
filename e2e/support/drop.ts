import type { Page } from '@playwright/test';

/** Drops a file of the file system on the window, as a file manager does. */
export async function dropPath(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await browser.detach();
}

/** Drops a file that lies nowhere: only its bytes are there, and as many zeros behind them as `zeros` says. */
export async function dropBytes(page: Page, name: string, bytes: Uint8Array, zeros = 0): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, text, zeros]) => {
      const transfer = new DataTransfer();
      const head = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      transfer.items.add(new File([head, new Uint8Array(zeros)], name));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64'), zeros] as const,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
