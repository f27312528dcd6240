import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { WorkbenchWindow } from './pages/workbench-window.ts';

/** What the page gets when it asks for `url`: a status, or the name of what refused it. */
const asked = (page: Page, url: string) =>
  page.evaluate(
    (to) =>
      fetch(to).then(
        ({ status }) => `${status}`,
        ({ name }) => name as string,
      ),
    url,
  );

test.describe('a hostile page', () => {
  test('reaches no other origin and no file, and runs no script that is not ours', async ({ page }) => {
    await new WorkbenchWindow(page).idle();
    for (const url of ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'data:text/plain,x'])
      expect(await asked(page, url), url).toBe('TypeError');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return 'ran' in window;
    });
    expect(ran).toBe(false);
  });

  test('finds the host link, which does two things, and nothing in it can be changed', { tag: '@shell' }, async ({
    page,
  }) => {
    await new WorkbenchWindow(page).idle();
    const found = await page.evaluate(() => {
      const host = Reflect.get(window, 'zpciHost');
      const changed = Reflect.set(host, 'connect', () => {}) || Reflect.set(host, 'more', 1);
      return { members: Object.getOwnPropertyNames(host), changed };
    });
    expect(found).toEqual({ members: ['connect', 'handOver'], changed: false });
  });

  test('makes no path reachable by naming it', { tag: '@shell' }, async ({ page }) => {
    await new WorkbenchWindow(page).idle();
    const handed = await page.evaluate(() => {
      const { handOver } = Reflect.get(window, 'zpciHost');
      const tried = (what: unknown) => {
        try {
          return handOver(what);
        } catch {
          return 'refused';
        }
      };
      const file = new File(['x'], '/etc/hosts.json');
      return [file, Object.assign(file, { path: '/etc/hosts.json' }), '/etc/hosts.json', { path: '/x.json' }].map(
        tried,
      );
    });
    expect(handed).toEqual([false, false, 'refused', 'refused']);
  });

  test('finds no host link in a frame', { tag: '@shell' }, async ({ page }) => {
    await new WorkbenchWindow(page).idle();
    const found = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return typeof Reflect.get(frame.contentWindow!, 'zpciHost');
    });
    expect(found).toBe('undefined');
  });

  for (const [what, bytes] of [
    ['text', undefined],
    ['bytes that are no message', 3],
    ['more bytes than a message may have', 8 * 1024 * 1024 + 1],
  ] as const)
    test(`that sends ${what} is cut off, and the window goes on`, { tag: '@shell' }, async ({ page }) => {
      const workbench = new WorkbenchWindow(page);
      await workbench.idle();
      await page.evaluate(sendOverNewPort, bytes);
      await expect(workbench.banner()).toHaveCount(0);
      await workbench.idle();
      await workbench.expectCondition('live');
    });
});

/** Takes a port of its own, sends what is no message, and waits until the other side has ended it. */
function sendOverNewPort(bytes: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const take = ({ ports: [port] }: MessageEvent) => {
      if (!port) return;
      window.removeEventListener('message', take);
      port.addEventListener('close', () => resolve());
      port.start();
      port.postMessage(bytes === undefined ? 'hello' : new Uint8Array(bytes).fill(0xc1));
    };
    window.addEventListener('message', take);
    Reflect.get(window, 'zpciHost').connect();
  });
}
