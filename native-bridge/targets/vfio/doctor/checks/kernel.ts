import { isLoaded } from '../../binding/fitting-driver.ts';
import { check, ok, warning } from '../check.ts';

export const kernel = check({
  id: 'kernel',
  title: 'Kernel and store paths',
  needs: ['platform'],
  read: async ({ kernel, arch, files }) => ({ kernel, arch, ism: await isLoaded(files, 'ism_vfio_pci') }),
  judge: ({ kernel, arch, ism }) => {
    if (isOlder(kernel, 5, 11)) {
      return warning(`Linux ${kernel} tells nothing of zPCI through VFIO.`, 'Boot Linux 5.11 or newer.');
    }
    const widest = isOlder(kernel, 6, 12) ? 4 : 8;
    const bar = `vfio-pci splits a store into pieces of up to ${widest} bytes`;
    if (arch !== 's390x') return ok(`Linux ${kernel}: ${bar}.`);
    const whole = ism
      ? 'ism_vfio_pci makes it one store block'
      : 'no ism_vfio_pci, which would make it one store block';
    return ok(`Linux ${kernel}: ${bar}; ${whole}.`);
  },
});

function isOlder(release: string, major: number, minor: number): boolean {
  const [, isMajor, isMinor] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  if (isMajor === undefined) return false;
  return Number(isMajor) < major || (Number(isMajor) === major && Number(isMinor) < minor);
}
