/**
 * The simulated host: a twin of the kernel behind the `Syscalls` seam. Paths are those of a real host: `/dev/vfio/vfio` is a container,
 * `/dev/vfio/<group>` a group, and the device name in its group is the function's bdf. `attributes(bdf)` gives sysfs content, the link
 * targets of `driver` and `iommu_group`, and under `fmb` the measurement block.
 */

export { SimMachine, simulatedHost } from './machine.ts';
export { SimKernel, type SimOptions } from './process/kernel.ts';
export { simProvider } from './provider.ts';
