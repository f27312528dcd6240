import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Addon } from '../index.ts';
import { compileAddon } from '../sources.mjs';

/**
 * The addon as its sources are now, compiled into a folder that goes with the tests; `addon` is missing where there is no compiler.
 * `defines` (`-DBURST_ENTRIES=16384`) makes small what would take long to fill.
 */
export function compiledAddon(defines: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'zpci-addon-'));
  const file = join(folder, 'zpci.node');
  const failed = compileAddon(process.env.CC ?? 'cc', file, defines);
  const built = failed === undefined;
  // Without a compiler the tests are skipped; this line beside them says so.
  if (failed) console.warn(`The addon was not compiled: ${failed}.`);
  afterAll(() => rmSync(folder, { recursive: true }));
  return { built, folder, file, addon: (built ? createRequire(import.meta.url)(file) : undefined) as Addon };
}
