import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attributeText } from '../../../function/sysfs.ts';
import { functionFolder, type HostFiles, isThere, mayOpen, readAttributes } from '../../host-files.ts';
import { asRoot } from '../../root.ts';
import { check, failed, ok } from '../check.ts';

interface DeviceFile {
  readonly file: string;
  readonly there: boolean;
  readonly may: boolean;
}

export const access = check({
  id: 'access',
  title: 'Its file',
  needs: ['group'],
  read: async ({ files, uid }, bdf) => ({
    ways: await Promise.all((await filesOf(files, bdf)).map((file) => deviceFile(files, file))),
    uid,
  }),
  judge: ({ ways, uid }) => {
    const open = ways.find(({ may }) => may);
    if (open) return ok(`This user may open /dev/${open.file}.`);
    const closed = ways.find(({ there }) => there);
    if (!closed) {
      const names = ways.map(({ file }) => `/dev/${file}`).join(' and ');
      return failed(`The kernel made no ${names}.`, 'Bind the function anew and look at the kernel log: dmesg | tail');
    }
    return failed(
      `This user may not open /dev/${closed.file}.`,
      'Take it, for as long as the function stays bound; docs/HOST-SETUP.md has the udev rule that does it for good.',
      uid === 0 ? undefined : asRoot(uid, `chown "$USER" /dev/${closed.file}`),
    );
  },
});

/** The files a function can be opened by, below /dev: that of its group, then its own where the kernel has one. */
export async function filesOf(host: HostFiles, bdf: string): Promise<string[]> {
  const group = attributeText(readAttributes(host, bdf), 'iommu_group');
  const own = await readdir(join(functionFolder(host, bdf), 'vfio-dev')).catch(() => []);
  return [`vfio/${group}`, ...own.map((name) => `vfio/devices/${name}`)];
}

const deviceFile = async (host: HostFiles, file: string): Promise<DeviceFile> => ({
  file,
  there: await isThere(host.dev, file),
  may: await mayOpen(host, file),
});
