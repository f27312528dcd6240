import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { beforeAll, describe, expect, it } from 'vitest';
import { assetsFolder, bridgeFolder, parcelFiles } from '../../electron/serve/installation.ts';
import { StaticFiles } from '../../electron/serve/static-files.ts';
import { fuses } from '../../electron/shell/fuses.ts';
import { BridgeClient } from '../../electron/workbench/bridge-client/bridge-client.ts';
import { packParcels } from '../../electron/workbench/hosts/parcel.ts';
import { openArchive } from './archive-fs.ts';
import { contentsOf, differences } from './contents.ts';
import { FUSE_MARKER, FUSES } from './electron-stub.mjs';
import { type Layout, layouts } from './pack.ts';

const manifest = (name: string) =>
  readFileSync(new URL(`manifest/${name}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n');

/** What lies in the folder of resources is the same everywhere. */
const expectedOf = ({ platform, resources }: Layout) => [
  ...manifest(platform),
  ...manifest('resources').map((line) => line.replace(' ', ` ${resources}/`)),
];

/** As the packager writes them, in Electron's order. */
const wire = [
  fuses.RunAsNode,
  fuses.EnableCookieEncryption,
  fuses.EnableNodeOptionsEnvironmentVariable,
  fuses.EnableNodeCliInspectArguments,
  fuses.EnableEmbeddedAsarIntegrityValidation,
  fuses.OnlyLoadAppFromAsar,
  fuses.LoadBrowserProcessSpecificV8Snapshot,
  fuses.GrantFileProtocolExtraPrivileges,
]
  .map((isOn) => (isOn ? '1' : '0'))
  .join('');

describe.each(Object.values(layouts))('the application on $platform', (layout) => {
  const resources = join(layout.application, layout.resources);
  const archive = join(resources, 'app.asar');

  beforeAll(layout.make, 200_000);

  it('holds exactly the files of the manifest, and only programs and addons may be executed', () => {
    expect(differences(contentsOf(layout.application), expectedOf(layout))).toEqual({ missing: [], unexpected: [] });
  });

  it('carries a manifest of its own without scripts and development packages', () => {
    const own = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(own).toMatchObject({ main: 'dist/shell/main.cjs', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(own).not.toHaveProperty('devDependencies');
    expect(extractFile(archive, own.main).length).toBeGreaterThan(0);
  });

  it('has the fuses of the shell', () => {
    const program = readFileSync(join(layout.application, layout.program), 'latin1');
    const at = program.indexOf(FUSE_MARKER) + FUSE_MARKER.length + 2;
    expect(program.slice(at, at + FUSES)).toBe(wire);
  });

  it('has the licences of the product and of what is bundled into it', () => {
    expect(readFileSync(join(resources, 'licences', 'LICENSE'), 'utf8')).toContain('Apache License');
    const thirdParty = readFileSync(join(resources, 'licences', 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['react', 'zod', '@foxglove/wasm-zstd', '@fontsource/ibm-plex-sans'])
      expect(thirdParty).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('serves its window out of the archive', async () => {
    const close = openArchive(archive);
    try {
      const files = new StaticFiles(join(archive, 'dist', 'renderer'));
      const page = await files.read('/');
      expect(page?.type).toContain('text/html');
      const script = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page!.body.toString())![1]!;
      expect((await files.read(script))?.body.length).toBeGreaterThan(10_000);
      for (const path of ['/../shell/main.cjs', '/missing.js', '/assets'])
        expect(await files.read(path)).toBeUndefined();
    } finally {
      close();
    }
  });

  it('starts the bridge where the programs look for it, from a plain file, and shakes hands', async () => {
    const bridge = join(bridgeFolder(archive), 'bridge.mjs');
    const client = await BridgeClient.start([process.execPath, bridge, '--stdio']);
    expect(client.hello.version).toBe(JSON.parse(extractFile(archive, 'package.json').toString()).version);
    await client.close();
  });

  it('finds what it puts on other machines, whichever processor they have', async () => {
    const { byMachine } = await packParcels(parcelFiles(archive, '1.2.3'));
    expect([...byMachine.keys()].sort()).toEqual(['Linux-aarch64', 'Linux-s390x', 'Linux-x86_64']);
  });

  it('finds its samples', () => {
    for (const kind of ['captures', 'programs', 'recordings', 'schemas'])
      expect(existsSync(join(assetsFolder(archive), kind)), kind).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'has the addon of this machine beside the bridge, and Node.js loads that',
    () => {
      const prebuilt = join(resources, 'bridge', 'prebuilt', `linux-${process.arch}`, 'zpci.node');
      expect(createRequire(import.meta.url)(prebuilt).now()).toBeTypeOf('bigint');
    },
  );
});

// Named here so that every report says what it is not evidence for.
describe('not produced by this check', () => {
  it.skip('AppImage, deb, rpm: `npm run package` on Linux makes them; it downloads Electron and the packager’s tools', () => {});
  it.skip('dmg: `npm run package -- --mac` on macOS', () => {});
  it.skip('nsis: `npm run package -- --win` on Windows', () => {});
  it.skip('a start of the application under Electron itself', () => {});
});
