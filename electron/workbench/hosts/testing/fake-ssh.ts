import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bridgeCommandOf, temporaryInstallation } from '../../testing/bundles.ts';
import type { ParcelFiles } from '../parcel.ts';

/** An `ssh` that stands first on PATH, for tests: it plays another machine on this one, whose home is a folder of its own. */
export interface FakeSsh {
  readonly home: string;
  /** Replaces what it does: a sh script, which finds the command for the login shell in $COMMAND, and $HOME as over there. */
  plays(script: string): Promise<void>;
  /** Puts PATH back. */
  end(): void;
}

/** Runs the command as the login shell of the other machine would. */
export const HONEST = 'exec sh -c "$COMMAND"';

export async function fakeSsh(): Promise<FakeSsh> {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-ssh-'));
  const home = join(folder, 'home');
  await mkdir(home);
  const path = process.env.PATH ?? '';
  process.env.PATH = `${folder}${delimiter}${path}`;
  const fake: FakeSsh = {
    home,
    async plays(script) {
      const preparation = `for COMMAND; do :; done; HOME=${home}; export HOME; unset XDG_CACHE_HOME\n`;
      await writeFile(
        join(folder, 'ssh'),
        `#!/bin/sh\necho "$@" | head -1 >> ${folder}/calls\n${preparation}${script}\n`,
      );
      await chmod(join(folder, 'ssh'), 0o755);
    },
    end() {
      process.env.PATH = path;
    },
  };
  await fake.plays(HONEST);
  return fake;
}

/** The bridge program built from the sources, and stand-ins for its addon. */
export async function testParcel(): Promise<ParcelFiles> {
  const root = await temporaryInstallation(['bridge']);
  const bridge = bridgeCommandOf(root)[1]!;
  const addon = join(root, 'zpci.node');
  await writeFile(addon, 'not an addon');
  return { version: '1.2.3', bridge, addon: () => addon };
}
