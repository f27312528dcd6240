import { WorldLink } from './world-link.ts';

/** Runs in the page's own world before any of its scripts: puts what the preload exposes on the window. */
new WorldLink('standin:to-main-world', 'standin:to-preload', (name, value) => {
  Object.defineProperty(window, name, { value, enumerable: true });
});
