import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Where Electron's program keeps its fuses: a marker, version 1, how many there are, and one character each, `0` or `1`. */
export const FUSE_MARKER = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
export const FUSES = 8;

const wire = Buffer.concat([Buffer.from(FUSE_MARKER), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')]);
const program = Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n# '), wire]);
/** An empty Windows program with what Windows is told about it, and fuses behind its end. */
function windowsProgram() {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const info = Resource.VersionInfo.createEmpty();
  info.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', OriginalFilename: 'electron.exe' });
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.concat([Buffer.from(executable.generate()), wire]);
}

const plist =
  '<?xml version="1.0"?><plist version="1.0"><dict><key>CFBundleName</key><string>Electron</string></dict></plist>';

const APP = 'Electron.app/Contents';
const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`);

/** What the packager looks for in a download, by platform: programs have fuses and do nothing. @type {Record<string, Record<string, string | Buffer>>} */
const downloads = {
  linux: { electron: program, 'resources/.keep': '' },
  win32: { 'electron.exe': windowsProgram(), 'resources/.keep': '' },
  darwin: {
    [`${APP}/MacOS/Electron`]: program,
    [`${APP}/Info.plist`]: plist,
    [`${APP}/Frameworks/Electron Framework.framework/Electron Framework`]: program,
    ...Object.fromEntries(
      HELPERS.flatMap((helper) => [
        [`${APP}/Frameworks/${helper}.app/Contents/Info.plist`, plist],
        [`${APP}/Frameworks/${helper}.app/Contents/MacOS/${helper}`, program],
      ]),
    ),
    [`${APP}/Resources/.keep`]: '',
  },
};

const licences = {
  LICENSE: 'The licence of Electron.\n',
  'LICENSES.chromium.html': '<p>The licences of Chromium.</p>\n',
};

/** A folder laid out like an Electron download. @param {string} folder @param {'linux' | 'win32' | 'darwin'} platform */
export function layElectronStub(folder, platform) {
  for (const [path, content] of Object.entries({ ...downloads[platform], ...licences })) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (!path.endsWith('.keep')) writeFileSync(file, content, { mode: Buffer.isBuffer(content) ? 0o755 : 0o644 });
  }
}
