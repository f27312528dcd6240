import { readdirSync, readFileSync } from 'node:fs';

/** The ssh clients that a process, this one unless another is named, started and that still run. */
export function sshClients(pid = process.pid): number[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '));
  return children.filter((child) => child && nameOf(child) === 'ssh').map(Number);
}

/** Undefined for one that ended since it was listed. */
function nameOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
