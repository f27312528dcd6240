import { execFileSync } from 'node:child_process';

/** Ends the bridge program that `workbench` started, as a crash would. */
export function crashBridgeOf(workbench: number): void {
  const found = execFileSync('pgrep', ['-P', String(workbench), '-f', 'bridge.mjs'], { encoding: 'utf8' });
  for (const pid of found.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
}
