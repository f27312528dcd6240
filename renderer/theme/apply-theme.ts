import type { WorkbenchStore } from '../store/workbench-store.ts';

/** Keeps `<html data-theme>` what the preferences say, before anything is drawn that reads the colours. */
export function applyTheme(store: WorkbenchStore, page: Document): void {
  const apply = () => {
    page.documentElement.dataset.theme = store.getState().preferences.theme;
  };
  store.subscribe(apply);
  apply();
}
