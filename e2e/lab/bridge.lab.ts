import { expect, test } from 'vitest';
import { lab } from './the-lab.ts';

test('the guest is a big-endian machine with a kernel of Debian and the functions of the lab', async () => {
  expect(await lab.sh('uname -m; node -p "require(\'os\').endianness()"')).toBe('s390x\nBE');
  expect(await lab.sh('readlink /sys/bus/pci/devices/0010:00:00.0/driver')).toMatch(/vfio-pci$/);
});
