import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron's program keeps its fuses: a marker, version 1, how many there are, and one character each, `0` or `1`. */
export const FUSE_MARKER = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
export const FUSES = 8;

/** A folder laid out like an Electron download, with a program that has fuses and does nothing. @param {string} folder */
export function layElectronStub(folder) {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(FUSE_MARKER), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n# '), wire]), { mode: 0o755 });
  writeFileSync(join(folder, 'LICENSE'), 'The licence of Electron.\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>The licences of Chromium.</p>\n');
}
