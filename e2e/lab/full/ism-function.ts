import type { Lab } from '../machine/lab.ts';

/** Where this function's stores do nothing: the read-only part of virtio's registers that depends on the device. */
export const HARMLESS = { space: 4, offset: 0x2000n };

/**
 * Binds the function `unbound`, a virtio network card, to the VFIO driver of ISM functions, which takes it when it is told its ids: so
 * one write is one PCISTB on a machine without ISM. Once done, it stays.
 */
export const bindToIsmDriver = (lab: Lab): Promise<string> =>
  lab.sh(`cd /sys/bus/pci
    function=${lab.bdf('unbound')}
    device=devices/$function
    case $(readlink $device/driver) in */ism_vfio_pci) exit; esac
    echo ism_vfio_pci >$device/driver_override
    echo $function >$device/driver/unbind
    echo 1af4 1041 >drivers/ism_vfio_pci/new_id
    [ -e $device/driver ] || echo $function >drivers_probe
    readlink $device/driver`);
