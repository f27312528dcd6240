import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { root } from '../../scripts/setup/root.mjs';
import configuration from '../electron-builder.ts';
import { layElectronStub } from './electron-stub.mjs';

const OUTPUT = join(root, 'test-results', 'package');

const PLATFORMS = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;
export type PackedPlatform = keyof typeof PLATFORMS;

/** Lays the application out with the packager's own steps, on a stub in Electron's place; `targets` stop before they run a tool of theirs. */
export async function layOut(
  platform: PackedPlatform,
  targets: readonly string[] = ['dir'],
  change: Partial<Configuration> = {},
): Promise<{ folder: string; options: unknown[] }> {
  const folder = join(OUTPUT, platform);
  rmSync(folder, { recursive: true, force: true });
  const electronDist = join(folder, 'electron');
  mkdirSync(electronDist, { recursive: true });
  layElectronStub(electronDist, platform);
  const options: unknown[] = [];
  await build({
    projectDir: root,
    config: {
      // The packager writes into what it is given.
      ...structuredClone({ ...configuration, beforePack: undefined }),
      beforePack: configuration.beforePack,
      electronDist,
      directories: { ...configuration.directories, output: folder },
      ...change,
    },
    targets: PLATFORMS[platform].createTarget([...targets], Arch.x64),
    publish: 'never',
    effectiveOptionComputed: async (computed) => {
      options.push(computed);
      return true;
    },
  });
  return { folder, options };
}

/** Where things are in the application of one platform. */
export interface Layout {
  readonly platform: PackedPlatform;
  readonly application: string;
  /** Below `application`. */
  readonly resources: string;
  readonly program: string;
  make(): Promise<void>;
}

const windowsIcon = { icon: configuration.win.icon };

export const layouts: Record<PackedPlatform, Layout> = {
  linux: {
    platform: 'linux',
    application: join(OUTPUT, 'linux', 'linux-unpacked'),
    resources: 'resources',
    program: 'zpci-workbench',
    make: async () => void (await linuxPackages()),
  },
  win32: {
    platform: 'win32',
    application: join(OUTPUT, 'win32', 'win-unpacked'),
    resources: 'resources',
    program: 'zPCI Workbench.exe',
    // Icon and version are written into the program by a tool that is not fetched here.
    make: async () => void (await layOut('win32', ['dir'], { win: { ...windowsIcon, signAndEditExecutable: false } })),
  },
  darwin: {
    platform: 'darwin',
    application: join(OUTPUT, 'darwin', 'mac'),
    resources: 'zPCI Workbench.app/Contents/Resources',
    program: 'zPCI Workbench.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    make: async () => void (await layOut('darwin')),
  },
};

export interface LinuxPackages {
  readonly application: string;
  readonly desktopEntry: string;
  readonly mimeTypes: string;
  /** Arguments of the tool that makes deb and rpm. */
  readonly fpm: readonly string[][];
}

let linux: Promise<LinuxPackages> | undefined;

/** Everything of the Linux packages, laid out once. */
export function linuxPackages(): Promise<LinuxPackages> {
  linux ??= layOutLinux();
  return linux;
}

async function layOutLinux(): Promise<LinuxPackages> {
  let written: { desktopEntry: string; mimeTypes: string } | undefined;
  const afterPack: Configuration['afterPack'] = async ({ packager }) => {
    written = await desktopFiles(packager as unknown as ConstructorParameters<typeof LinuxTargetHelper>[0]);
  };
  const extraMetadata = { ...configuration.extraMetadata, homepage: 'https://homepage.invalid/' };
  const { folder, options } = await layOut('linux', ['deb', 'rpm'], { afterPack, extraMetadata });
  const fpm = options.map((computed) => (computed as [string[], string])[0]);
  return { application: join(folder, 'linux-unpacked'), ...written!, fpm };
}

/** What every Linux package carries beside the application. */
async function desktopFiles(packager: ConstructorParameters<typeof LinuxTargetHelper>[0]) {
  const helper = new LinuxTargetHelper(packager);
  const file = join(OUTPUT, 'linux', 'zpci-workbench.desktop');
  const desktopEntry = await helper.writeDesktopEntry(packager.platformSpecificBuildOptions, undefined, file);
  const types = await helper.mimeTypeFiles;
  return { desktopEntry, mimeTypes: types ? readFileSync(types, 'utf8') : '' };
}
