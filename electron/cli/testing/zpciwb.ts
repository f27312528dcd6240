import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryInstallation } from '../../workbench/testing/bundles.ts';

/** How a run of the command line ended. */
export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The bundled command line, to be run as a user would. */
export interface Zpciwb {
  /** Folder of the installation. */
  readonly root: string;
  /** Where it runs: a folder of its own. */
  readonly folder: string;
  /** The sample recording. */
  readonly sample: string;
  /** The program itself. */
  readonly program: string;
  /** `env` comes on top of this process's own environment. */
  run(args: readonly string[], stdin?: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
}

/** Builds the programs as the sources are. */
export async function installZpciwb(): Promise<Zpciwb> {
  const root = await temporaryInstallation(['bridge', 'cli']);
  const folder = await mkdtemp(join(tmpdir(), 'zpci-cli-'));
  const program = join(root, 'dist/cli/zpciwb.mjs');
  const run = (args: readonly string[], stdin = '', env: Readonly<Record<string, string>> = {}) => {
    return new Promise<Ended>((resolve) => {
      const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [program, ...args], options, (error, out, err) => {
        resolve({ status: error ? Number(error.code) : 0, out, err });
      });
      child.stdin?.end(stdin);
    });
  };
  return { root, folder, program, sample: join(root, 'assets/recordings/ism-hello.mcap'), run };
}
