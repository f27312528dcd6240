import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'prebuilt');

/** Processors with a prebuilt addon for Linux, as Node.js calls them, and the Debian package of their compiler. */
export const PREBUILT = [
  { arch: 'x64', compiler: 'x86_64-linux-gnu-gcc', from: 'gcc-x86-64-linux-gnu' },
  { arch: 'arm64', compiler: 'aarch64-linux-gnu-gcc', from: 'gcc-aarch64-linux-gnu' },
  { arch: 's390x', compiler: 's390x-linux-gnu-gcc', from: 'gcc-s390x-linux-gnu' },
];

/** Hash of the sources all of them were compiled from. */
export const PREBUILT_HASH = join(folder, 'sources.sha256');

/** The prebuilt addon for Linux on a processor. @param {string} arch */
export const prebuiltFile = (arch) => join(folder, `linux-${arch}`, 'zpci.node');
