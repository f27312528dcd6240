import { spawn } from 'node:child_process';

/** Runs Electron on this package and ends as it ends. */
export function startInElectron(program: string, root: string, address: string): void {
  // Chromium's sandbox refuses to start for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(program, [...asRoot, root, `--open=${address}`], { stdio: 'inherit' });
  app.on('error', (cause) => {
    console.error(`Electron did not start: ${cause.message}. Use a browser instead: npm start -- --browser`);
    process.exitCode = 3;
  });
  app.on('exit', (status) => {
    process.exitCode = status ?? 1;
  });
}
