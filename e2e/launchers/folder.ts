import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for everything that one workbench keeps, and what makes it keep it there. */
export interface PrivateFolder {
  readonly folder: string;
  readonly env: Record<string, string>;
  remove(): void;
}

export function privateFolder(): PrivateFolder {
  const root = mkdtempSync(join(tmpdir(), 'zpciwb-e2e-'));
  const folder = join(root, 'workbench');
  const own = { ZPCIWB_FOLDER: folder, XDG_CONFIG_HOME: join(root, 'settings') };
  const env = { ...(process.env as Record<string, string>), ...own };
  return { folder, env, remove: () => rmSync(root, { recursive: true, force: true }) };
}
