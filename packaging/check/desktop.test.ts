import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LinuxPackages, layOut, layouts, linuxPackages } from './pack.ts';

let linux: LinuxPackages;
beforeAll(async () => {
  linux = await linuxPackages();
}, 200_000);

describe('what a Linux desktop is told', () => {
  it('is one valid entry: program, files as plain paths, categories and types', () => {
    const entry = readFileSync(linux.desktopEntry, 'utf8').split('\n');
    expect(entry).toEqual(
      expect.arrayContaining([
        '[Desktop Entry]',
        'Name=zPCI Workbench',
        'Type=Application',
        'Icon=zpci-workbench',
        'StartupWMClass=zpci-workbench',
        'Categories=Development;Debugger;',
        'MimeType=application/x-mcap;application/x-zpci-program+json;',
      ]),
    );
    expect(entry.find((line) => line.startsWith('Exec='))).toMatch(/zpci-workbench"? %F$/);
  });

  it('satisfies desktop-file-validate where that is installed', ({ skip }) => {
    const { error, status, stdout } = spawnSync('desktop-file-validate', [linux.desktopEntry], { encoding: 'utf8' });
    if (error) skip('desktop-file-validate is not installed (package desktop-file-utils)');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('knows recordings and programs by their endings', () => {
    for (const ending of ['mcap', 'zpci.json']) expect(linux.mimeTypes).toContain(`<glob pattern="*.${ending}"/>`);
  });
});

it('deb and rpm are refused without a homepage, and the way out is said', async () => {
  const extraMetadata = { homepage: '' };
  await expect(layOut('linux', ['deb', 'rpm'], { extraMetadata })).rejects.toThrow(
    /^deb and rpm name a homepage, and there is none. Set ZPCIWB_HOMEPAGE=/,
  );
});

describe('deb and rpm', () => {
  const option = (list: readonly string[], name: string) => list[list.indexOf(name) + 1];

  it('are asked for with all that they carry about themselves', () => {
    expect(linux.fpm.map((list) => option(list, '--package')!.split('.').at(-1))).toEqual(['deb', 'rpm']);
    for (const list of linux.fpm) {
      expect(option(list, '--name')).toBe('zpci-workbench');
      expect(option(list, '--license')).toBe('Apache-2.0');
      expect(option(list, '--maintainer')).toBe('zPCI Workbench contributors');
      expect(option(list, '--url')).toMatch(/^https:/);
      expect(option(list, '--description')).toContain('IBM Z');
    }
  });

  it('put application, icons, desktop entry and MIME types where a desktop looks for them', () => {
    for (const list of linux.fpm) {
      const placed = list.filter((one) => /^\/.+=\//.test(one)).map((one) => one.split('='));
      expect(placed.map(([, to]) => to)).toEqual([
        '/opt/zPCI Workbench',
        ...[16, 32, 48, 64, 128, 256, 512, 1024].map(
          (width) => `/usr/share/icons/hicolor/${width}x${width}/apps/zpci-workbench.png`,
        ),
        '/usr/share/mime/packages/zpci-workbench.xml',
        '/usr/share/applications/zpci-workbench.desktop',
      ]);
      expect(placed[0]![0]).toBe(`${layouts.linux.application}/`);
      for (const [from] of placed.slice(1, 9)) expect(existsSync(from!), from).toBe(true);
    }
  });
});

describe('what macOS is told', () => {
  it('stands in Info.plist: name, icon, and the files that are opened with the workbench', async () => {
    await layouts.darwin.make();
    const plist = readFileSync(join(layouts.darwin.application, 'zPCI Workbench.app/Contents/Info.plist'), 'utf8');
    for (const said of ['zPCI Workbench', 'icon.icns', 'CFBundleDocumentTypes', 'mcap', 'org.zpci-workbench.Workbench'])
      expect(plist).toContain(said);
  }, 200_000);
});
