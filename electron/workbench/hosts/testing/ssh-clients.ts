import { readdirSync, readFileSync } from 'node:fs';

/** The ssh clients that this process started and that still run. */
export function sshClients(): number[] {
  const threads = readdirSync('/proc/self/task');
  const children = threads.flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' '));
  return children.filter((child) => child && nameOf(child) === 'ssh').map(Number);
}

const nameOf = (pid: string) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
