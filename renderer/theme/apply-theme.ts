import { shownTheme } from '../store/selectors.ts';
import type { WorkbenchStore } from '../store/workbench-store.ts';

/** Keeps `<html data-theme>` what preferences and desktop say, before anything is drawn that reads the colours. */
export function applyTheme(store: WorkbenchStore, page: Window): void {
  const isDark = page.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => store.getState().actions.adoptSystemTheme(isDark.matches ? 'dark' : 'light');
  const apply = () => {
    page.document.documentElement.dataset.theme = shownTheme(store.getState());
  };
  store.subscribe(apply);
  isDark.addEventListener('change', follow);
  follow();
  apply();
}
