import { app } from 'electron';
import type { RecentOptions } from './recent-menu.ts';

/** Follows the files chosen lately: in the menu, and in the list that the system keeps of every application. */
export function followRecent(show: (files: RecentOptions['recent']) => void): typeof show {
  let newest: string | undefined;
  return (files) => {
    const path = files[0]?.path;
    if (path === undefined) app.clearRecentDocuments();
    else if (path !== newest) app.addRecentDocument(path);
    newest = path;
    show(files);
  };
}
