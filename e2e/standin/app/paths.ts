import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gap } from '../strict/gap.ts';

/** Folders as Electron names them on Linux. */
export function electronPaths(name: string): { get(which: string): string; set(which: string, path: string): void } {
  const appData = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const userData = join(appData, name);
  const paths: Record<string, string> = {
    appData,
    userData,
    sessionData: userData,
    logs: join(userData, 'logs'),
    crashDumps: join(userData, 'Crashpad'),
    home: homedir(),
    temp: tmpdir(),
    exe: process.execPath,
  };
  return {
    get(which) {
      if (paths[which] === undefined) throw gap('App', `getPath('${which}')`);
      return paths[which];
    },
    set(which, path) {
      paths[which] = path;
    },
  };
}
