import { app } from 'electron';
import * as z from 'zod';
import { type Wish, wishesOf, wishOf } from './launch.ts';

/** What a second start hands to the first: its command line as it was given. */
const startSchema = z.strictObject({ argv: z.array(z.string().max(4096)).max(1000), folder: z.string().max(4096) });

/**
 * Makes this the only workbench of its user: later starts and files opened with it come to `show` and end there. False when another
 * one runs already and has been told.
 */
export function becomeOnly(show: (wishes: readonly Wish[]) => void): boolean {
  if (!app.requestSingleInstanceLock({ argv: process.argv, folder: process.cwd() })) return false;
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const start = startSchema.safeParse(data);
    show(start.success ? wishesOf(start.data.argv, start.data.folder) : []);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    show([wishOf(path, '/')]);
  });
  return true;
}
