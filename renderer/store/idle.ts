import type { WorkbenchStore } from './workbench-store.ts';

/**
 * Declares on `<html data-idle>` when the window is at rest: no call under way, nothing marked `aria-busy`, and the last change painted.
 * Tests wait for this instead of for a time.
 */
export function declareIdle(store: WorkbenchStore, page: Document): void {
  const { dataset } = page.documentElement;
  let change = 0;

  const isQuiet = () => {
    const { pending, connection } = store.getState();
    return pending.length === 0 && connection.state !== 'connecting' && !page.querySelector('[aria-busy="true"]');
  };
  const settle = (seen: number) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (seen !== change) return;
        if (isQuiet()) dataset.idle = 'true';
        else settle(seen);
      }),
    );
  const stir = () => {
    dataset.idle = 'false';
    settle(++change);
  };
  store.subscribe(stir);
  stir();
}
