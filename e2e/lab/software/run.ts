import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program to its end and gives what it printed. Throws with its last words when it fails. */
export async function run(program: string, args: readonly string[], cwd?: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { cwd, maxBuffer: 64 << 20 });
    return stdout;
  } catch (thrown) {
    const { message, stderr = '' } = thrown as { message: string; stderr?: string };
    throw new Error(`${program} failed: ${lastLines(stderr) || message}`);
  }
}

const lastLines = (text: string) => text.trim().split('\n').slice(-5).join('\n');
