import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildAddon } from '../build.mjs';
import type { Addon } from '../index.ts';

/** The addon as its sources are now, compiled into a folder that goes with the tests; `addon` is missing where there is no compiler. */
export function compiledAddon() {
  const folder = mkdtempSync(join(tmpdir(), 'zpci-addon-'));
  const file = join(folder, 'zpci.node');
  const { built, message } = buildAddon({ output: file });
  // Without a compiler the tests are skipped; this line beside them says so.
  if (!built) console.warn(message);
  afterAll(() => rmSync(folder, { recursive: true }));
  return { built, folder, file, addon: (built ? createRequire(import.meta.url)(file) : undefined) as Addon };
}
