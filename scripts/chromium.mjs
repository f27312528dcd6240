/** Finds a Chromium for the window tests, and gets one where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** @returns {string[]} */
function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE];
}

/** Path of a Chromium: CHROMIUM_PATH, else one that is installed, else Playwright's own; undefined when there is none. */
export const findChromium = () =>
  [process.env.CHROMIUM_PATH ?? '', ...installed(), chromium.executablePath()].find((path) => path && existsSync(path));

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @type {readonly string[][]} */
const APT = [
  ['apt-get', 'update'],
  ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
];
const PLAYWRIGHT = [['npx', 'playwright', 'install', 'chromium']];

/** @param {string[]} command */
function run([program = '', ...arguments_]) {
  say(`  > ${[program, ...arguments_].join(' ')}`);
  return spawnSync(program, arguments_, { stdio: 'inherit', shell: process.platform === 'win32' });
}

/** A Chromium, installed now if need be. Undefined when that failed too: what was tried has been said. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  say('The window tests need Chromium and there is none (CHROMIUM_PATH names one elsewhere). Getting one:');
  for (const command of isRootOnDebian() ? APT : PLAYWRIGHT) run(command);
  return findChromium();
}
