import { ERRNO, errnoName } from '../../../abi/errno.ts';
import { WorkbenchError } from '../../../contract/errors.ts';
import type { FunctionPlace } from '../place.ts';
import { CONTAINER_FILE, cdevFile, groupFile, IOMMUFD_FILE } from './files.ts';

/** What mends a function that cannot be opened, by errno. `%iommu`, `%device` and `%bdf` stand for the function's own. */
const REMEDIES: Readonly<Record<number, string>> = {
  [ERRNO.ENOENT]: 'Load the driver and bind the function: modprobe vfio-pci; driverctl set-override %bdf vfio-pci',
  [ERRNO.EACCES]: 'Give your user read and write access to %iommu and %device.',
  [ERRNO.EPERM]: 'Bind every function of the group to a vfio driver, then open it again.',
  [ERRNO.EBUSY]: 'Close the program that holds the function: fuser -v %device',
  [ERRNO.ENODEV]:
    'Check that the function is still bound: lspci -k -s %bdf. One that is in error state since it was last open has to be set up anew, ' +
    'as root, and bound again: echo 1 > /sys/bus/pci/devices/%bdf/recover',
  [ERRNO.ENOTTY]: 'Load the type1 IOMMU back-end: modprobe vfio_iommu_type1',
};

/** The error for a function that could not be opened: which call failed, how, and what mends it. */
export function notReady(place: FunctionPlace, syscall: string, errno: number): WorkbenchError {
  return new WorkbenchError({
    code: 'not-ready',
    message: `${place.address} cannot be opened: ${syscall} failed with ${errnoName(errno)}.`,
    next: remedy(place, errno),
    op: 'target.open',
    syscall,
    errno,
  });
}

function remedy({ bdf, access }: FunctionPlace, errno: number): string {
  const text = REMEDIES[errno] ?? 'Look at the kernel log for the cause: dmesg | tail';
  const [iommu, device] =
    access.by === 'cdev' ? [IOMMUFD_FILE, cdevFile(access.cdev)] : [CONTAINER_FILE, groupFile(access.group)];
  return text.replaceAll('%bdf', bdf).replaceAll('%device', device).replaceAll('%iommu', iommu);
}
