import type { BeforePackContext } from 'app-builder-lib';
import type { Configuration } from 'electron-builder';
import { fuses } from '../electron/shell/fuses.ts';
import { associations } from './associations.ts';

/** `RunAsNode` is `runAsNode` to the packager. */
const electronFuses = Object.fromEntries(
  Object.entries(fuses).map(([name, isOn]) => [name.charAt(0).toLowerCase() + name.slice(1), isOn]),
);

const homepage = process.env.ZPCIWB_HOMEPAGE;

/** deb and rpm carry a homepage, and whoever publishes has one; said before anything is packed. */
function needHomepage({ targets, packager }: BeforePackContext) {
  const asked = targets.map(({ name }) => name).filter((name) => ['deb', 'rpm'].includes(name));
  if (asked.length === 0 || packager.info.metadata.homepage) return;
  throw new Error(
    `${asked.join(' and ')} name a homepage, and there is none. Set ZPCIWB_HOMEPAGE=https://..., or make another package alone: npm run package -- --linux AppImage`,
  );
}

/** Everything a package is made of, and nothing else: what is not named here is not in it. */
export default {
  appId: 'org.zpci-workbench.Workbench',
  productName: 'zPCI Workbench',
  copyright: 'Apache-2.0',
  // Electron takes the name of its window's desktop entry from here.
  extraMetadata: { desktopName: 'zpci-workbench.desktop', homepage },
  beforePack: needHomepage,
  directories: { output: 'packages', buildResources: 'packaging' },
  // All else that the programs use is bundled into them; this one finds its wasm module beside itself.
  files: [
    'dist/shell/*.cjs',
    'dist/renderer/**',
    '!**/*.map',
    '!node_modules/**',
    'node_modules/@foxglove/wasm-zstd/{package.json,LICENSE,dist/*}',
  ],
  asar: true,
  extraResources: [
    // Plain files outside the archive: the bridge runs as a process of its own and finds the addon beside itself. Those of the other
    // machines are put on hosts that are reached over ssh.
    { from: 'dist/bridge', to: 'bridge', filter: ['bridge.mjs'] },
    { from: 'native-bridge/addon/prebuilt', to: 'bridge/prebuilt', filter: ['*/zpci.node'] },
    { from: 'assets', to: 'samples', filter: ['captures/*', 'programs/*', 'recordings/*', 'schemas/*'] },
    { from: 'LICENSE', to: 'licences/LICENSE' },
    { from: 'dist/licences', to: 'licences' },
  ],
  // The addon is Node-API: one binary for Node.js and every Electron, prebuilt for each processor.
  npmRebuild: false,
  electronFuses,
  fileAssociations: associations,
  linux: {
    target: ['AppImage', 'deb', 'rpm'],
    icon: 'packaging/icons',
    category: 'Development;Debugger',
    synopsis: 'Bring up PCI functions on IBM Z through Linux VFIO',
    maintainer: process.env.ZPCIWB_MAINTAINER || 'zPCI Workbench contributors',
    executableName: 'zpci-workbench',
    syncDesktopName: true,
    // Plain paths: the program takes file names, not file: addresses.
    executableArgs: ['%F'],
  },
  mac: { target: 'dmg', icon: 'packaging/icon.icns', category: 'public.app-category.developer-tools' },
  win: { target: 'nsis', icon: 'packaging/icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
} satisfies Configuration;
