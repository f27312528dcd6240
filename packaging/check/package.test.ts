import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgeFolder } from '../../electron/serve/installation.ts';
import { fuses } from '../../electron/shell/fuses.ts';
import { BridgeClient } from '../../electron/workbench/bridge-client/bridge-client.ts';
import { contentsOf, differences } from './contents.ts';
import { FUSE_MARKER, FUSES } from './electron-stub.mjs';
import { APPLICATION, pack } from './pack.ts';

const resources = join(APPLICATION, 'resources');
const archive = join(resources, 'app.asar');
let desktop: Awaited<ReturnType<typeof pack>>;

beforeAll(async () => {
  desktop = await pack();
}, 120_000);

describe('the application directory', () => {
  it('holds exactly the files of the manifest, and only the program and the addon may be executed', () => {
    const expected = readFileSync(new URL('manifest.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    expect(differences(contentsOf(APPLICATION), expected)).toEqual({ missing: [], unexpected: [] });
  });

  it('carries a manifest of its own without scripts and development packages', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(manifest).toMatchObject({ main: 'dist/shell/main.cjs', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(extractFile(archive, manifest.main).length).toBeGreaterThan(0);
  });

  it('has the licences of the product and of what is bundled into it', () => {
    expect(readFileSync(join(resources, 'licences', 'LICENSE'), 'utf8')).toContain('Apache License');
    const thirdParty = readFileSync(join(resources, 'licences', 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['react', 'zod', '@foxglove/wasm-zstd', '@fontsource/ibm-plex-sans'])
      expect(thirdParty).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('has the fuses of the shell', () => {
    const program = readFileSync(join(APPLICATION, 'zpci-workbench'), 'latin1');
    const wire = program.slice(program.indexOf(FUSE_MARKER) + FUSE_MARKER.length + 2).slice(0, FUSES);
    const { RunAsNode, EnableCookieEncryption, EnableNodeOptionsEnvironmentVariable, ...others } = fuses;
    const { EnableNodeCliInspectArguments, EnableEmbeddedAsarIntegrityValidation, OnlyLoadAppFromAsar } = others;
    const first = [RunAsNode, EnableCookieEncryption, EnableNodeOptionsEnvironmentVariable];
    const next = [EnableNodeCliInspectArguments, EnableEmbeddedAsarIntegrityValidation, OnlyLoadAppFromAsar];
    const last = [fuses.LoadBrowserProcessSpecificV8Snapshot, fuses.GrantFileProtocolExtraPrivileges];
    expect(wire).toBe([...first, ...next, ...last].map((isOn) => (isOn ? '1' : '0')).join(''));
  });
});

describe('the bridge in the package', () => {
  it('starts where the programs look for it, from a plain file, and shakes hands', async () => {
    const bridge = join(bridgeFolder(archive), 'bridge.mjs');
    const client = await BridgeClient.start([process.execPath, bridge, '--stdio']);
    expect(client.hello.version).toBe(JSON.parse(extractFile(archive, 'package.json').toString()).version);
    await client.close();
  });

  it.runIf(process.platform === 'linux')('has the addon of this machine beside it, and Node.js loads that', () => {
    const prebuilt = join(resources, 'bridge', 'prebuilt', `linux-${process.arch}`, 'zpci.node');
    const addon = createRequire(import.meta.url)(prebuilt);
    expect(addon.now()).toBeTypeOf('bigint');
  });
});

describe('what a Linux desktop is told', () => {
  it('is one valid entry: program, files as plain paths, categories and types', () => {
    const entry = readFileSync(desktop.desktopEntry, 'utf8').split('\n');
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
    const { error, status, stdout } = spawnSync('desktop-file-validate', [desktop.desktopEntry], { encoding: 'utf8' });
    if (error) skip('desktop-file-validate is not installed (package desktop-file-utils)');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('knows recordings and programs by their endings', () => {
    for (const ending of ['mcap', 'zpci.json']) expect(desktop.mimeTypes).toContain(`<glob pattern="*.${ending}"/>`);
  });
});

// Named here so that every report says what it is not evidence for.
describe('not produced by this check', () => {
  it.skip('AppImage, deb, rpm: `npm run package` on Linux makes them; it downloads Electron and the packager’s tools', () => {});
  it.skip('dmg: `npm run package -- --mac` on macOS', () => {});
  it.skip('nsis: `npm run package -- --win` on Windows', () => {});
  it.skip('a start of the application under Electron itself', () => {});
});
