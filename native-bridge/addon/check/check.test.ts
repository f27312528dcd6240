import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const hasCompiler = !spawnSync('gcc', ['--version']).error;

// Threads and valgrind take longer: `npm run addon:check` has them too.
test.skipIf(!hasCompiler).each(['address and undefined behaviour', 'inside Node.js'])(
  'sanitizers find nothing in the addon: %s',
  (name) => {
    const script = fileURLToPath(new URL('run.mjs', import.meta.url));
    const { stdout } = spawnSync(process.execPath, [script, name], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(`${name}: clean`);
  },
  120_000,
);
