/** `npm run icons`: the sizes that desktops ask for, drawn from assets/icons/icon.svg. The results are kept in the repository. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../scripts/chromium.mjs';
import { root } from '../scripts/setup/root.mjs';
import { icns, ico } from './icon-files.mjs';

const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const FOLDER = join(root, 'packaging', 'icons');
const svg = readFileSync(join(root, 'assets', 'icons', 'icon.svg'), 'utf8');

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: ensureChromium() });
const page = await browser.newPage();
/** @type {Map<number, Buffer>} */
const images = new Map();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  images.set(size, await page.screenshot({ path: join(FOLDER, `${size}x${size}.png`), omitBackground: true }));
}
await browser.close();
writeFileSync(join(root, 'packaging', 'icon.icns'), icns(images));
writeFileSync(join(root, 'packaging', 'icon.ico'), ico(images));
