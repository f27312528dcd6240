import { check, failed, ok } from '../check.ts';

export const platform = check({
  id: 'platform',
  title: 'Operating system',
  read: ({ platform, arch }) => ({ platform, arch }),
  judge: ({ platform, arch }) => {
    if (platform === 'linux') return ok(`Linux on ${arch}.`);
    return failed(
      `VFIO is a part of Linux; this machine runs ${platform}.`,
      'Reach a Linux host through ssh: zpciwb targets ssh://user@host',
    );
  },
});
