/** `npm run typecheck`: every TypeScript project, side by side; all errors are shown. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './setup/root.mjs';

const projects = ['pure', 'node', 'dom', 'e2e'];
const package_ = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = join(dirname(package_), 'bin', 'tsc');

/** @param {string} project @returns {Promise<number>} exit status */
const check = (project) =>
  new Promise((resolve) => {
    const run = spawn(process.execPath, [tsc, '-p', `tsconfig.${project}.json`, '--pretty'], { cwd: root });
    let output = '';
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => (output += chunk));
    run.on('close', (status) => {
      process.stdout.write(output);
      resolve(status ?? 1);
    });
  });

const statuses = await Promise.all(projects.map(check));
process.exitCode = statuses.some((status) => status !== 0) ? 1 : 0;
