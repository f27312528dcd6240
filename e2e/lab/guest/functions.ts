/** A zPCI function of the lab's machine. */
export interface LabFunction {
  readonly name: string;
  /** Becomes the PCI domain: uid 0x10 is 0010:00:00.0. */
  readonly uid: number;
  readonly fid: number;
  /** QEMU's device and its options. */
  readonly device: string;
  /** `vfio-pci`, or what the host would bind by itself. */
  readonly driver: 'vfio-pci' | 'host';
}

// Without `iommu_platform` QEMU lets virtio devices past the zPCI IOMMU: they would read IOVAs as addresses in guest memory.
const virtio = (device: string) => `${device},iommu_platform=on,disable-legacy=on`;

/** The functions, each with the identity it has in the capture of the same name where there is one. */
export const FUNCTIONS = [
  { name: 'net', uid: 0x10, fid: 0x20, device: `${virtio('virtio-net-pci')},romfile=`, driver: 'vfio-pci' },
  { name: 'rng', uid: 0x12, fid: 0x1234, device: virtio('virtio-rng-pci'), driver: 'vfio-pci' },
  { name: 'nvme', uid: 0x1, fid: 0x1, device: 'nvme,serial=LABNVME', driver: 'vfio-pci' },
  { name: 'e1000e', uid: 0x2, fid: 0x2, device: 'e1000e,romfile=', driver: 'vfio-pci' },
  { name: 'xhci', uid: 0x3, fid: 0x3, device: 'qemu-xhci', driver: 'vfio-pci' },
  /** For specs that lose their function on the way. */
  { name: 'lost', uid: 0x21, fid: 0x121, device: virtio('virtio-rng-pci'), driver: 'vfio-pci' },
  { name: 'powered', uid: 0x22, fid: 0x122, device: virtio('virtio-rng-pci'), driver: 'vfio-pci' },
  { name: 'unplugged', uid: 0x24, fid: 0x124, device: virtio('virtio-rng-pci'), driver: 'vfio-pci' },
  { name: 'failing', uid: 0x23, fid: 0x123, device: 'nvme,serial=LABFAIL', driver: 'vfio-pci' },
  /** Still with the driver the host gave it. */
  { name: 'unbound', uid: 0x30, fid: 0x130, device: `${virtio('virtio-net-pci')},romfile=`, driver: 'host' },
] as const satisfies readonly LabFunction[];

export type FunctionName = (typeof FUNCTIONS)[number]['name'];

export const functionNamed = (name: FunctionName): LabFunction => FUNCTIONS.find((one) => one.name === name)!;

/** Its PCI address in the guest, such as 0010:00:00.0. */
export const bdfOf = ({ uid }: LabFunction): string => `${uid.toString(16).padStart(4, '0')}:00:00.0`;
