import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** What the import rules say about a tree of files. */
function verdict(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'zpciwb-imports-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const cruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const rules = join(root, '.dependency-cruiser.cjs');
  const rooms = [...new Set(Object.keys(files).map((path) => path.split('/')[0]!))];
  const { stdout } = spawnSync(process.execPath, [cruise, '--config', rules, ...rooms], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return stdout;
}

test('JSX is read, and a room that is none of its business is reported, also for a type', () => {
  const said = verdict({
    'renderer/panel.tsx':
      "import type { A } from '../electron/workbench/a.ts';\nexport const panel = (a: A) => <b>{a}</b>;\n",
    'electron/workbench/a.ts': 'export type A = string;\n',
  });
  expect(said).toContain('error renderer: renderer/panel.tsx → electron/workbench/a.ts');
});

test('a circle of imports is reported, but not one that types close', () => {
  const b = "import { a } from './a.ts';\nexport const b = () => a;\n";
  const circle = { 'renderer/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n", 'renderer/b.ts': b };
  const typed = {
    ...circle,
    'renderer/a.ts': "import type { b } from './b.ts';\nexport const a = (x: typeof b) => x;\n",
  };
  expect(verdict(circle)).toContain('no-cycles');
  expect(verdict(typed)).toContain('no dependency violations found');
});
