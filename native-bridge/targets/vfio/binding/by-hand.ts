/** The commands that do by hand, as root, what binding and giving back do. */

const folder = (bdf: string) => `/sys/bus/pci/devices/${bdf}`;

/** Takes a function from the driver it has, if any, and gives it to `driver`. */
export const bindCommand = (bdf: string, driver: string, bound: boolean): string =>
  [
    `echo ${driver} > ${folder(bdf)}/driver_override`,
    ...(bound ? [`echo ${bdf} > ${folder(bdf)}/driver/unbind`] : []),
    `echo ${bdf} > /sys/bus/pci/drivers/${driver}/bind`,
  ].join(' && ');

/** Takes a function from the vfio driver it has, if any, and lets the host's own driver have it. */
export const restoreCommand = (bdf: string, bound: boolean): string =>
  [
    `echo > ${folder(bdf)}/driver_override`,
    ...(bound ? [`echo ${bdf} > ${folder(bdf)}/driver/unbind`] : []),
    `echo ${bdf} > /sys/bus/pci/drivers_probe`,
  ].join(' && ');
