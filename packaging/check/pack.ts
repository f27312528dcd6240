import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { root } from '../../scripts/setup/root.mjs';
import configuration from '../electron-builder.ts';
import { layElectronStub } from './electron-stub.mjs';

const OUTPUT = join(root, 'test-results', 'package');
export const APPLICATION = join(OUTPUT, 'linux-unpacked');

/** Lays out the Linux application with the packager's own steps, on a stub in Electron's place. Gives its desktop entry and MIME types. */
export async function pack(): Promise<{ desktopEntry: string; mimeTypes: string }> {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const electronDist = join(OUTPUT, 'electron');
  layElectronStub(electronDist);
  let written: { desktopEntry: string; mimeTypes: string } | undefined;
  const afterPack: Configuration['afterPack'] = async ({ packager }) => {
    written = await desktopFiles(packager as unknown as ConstructorParameters<typeof LinuxTargetHelper>[0]);
  };
  await build({
    projectDir: root,
    config: {
      ...configuration,
      electronDist,
      afterPack,
      directories: { ...configuration.directories, output: OUTPUT },
    },
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    publish: 'never',
  });
  return written!;
}

/** What every Linux package carries beside the application. */
async function desktopFiles(packager: ConstructorParameters<typeof LinuxTargetHelper>[0]) {
  const helper = new LinuxTargetHelper(packager);
  const desktopEntry = await helper.writeDesktopEntry(
    packager.platformSpecificBuildOptions,
    undefined,
    join(OUTPUT, 'zpci-workbench.desktop'),
  );
  const types = await helper.mimeTypeFiles;
  return { desktopEntry, mimeTypes: types ? readFileSync(types, 'utf8') : '' };
}
