/** Kernel drivers a function can be bound to: one entry each says how it presents BARs to user space. */
export interface Driver {
  /** Name in sysfs. */
  readonly name: string;
  /** Region offsets are index << shift. */
  readonly offsetShift: bigint;
  /** `pieces`: accesses are cut into 8/4/2/1 and failures are invisible. `blocks`: one store block a write, failures visible. */
  readonly bars: 'pieces' | 'blocks';
  /** Widest piece. */
  readonly maxWidth: 4 | 8;
  /** Answers for the ROM and VGA regions as vfio-pci does, may offer MMAP. */
  readonly stockRegions: boolean;
  /** Offers the zPCI I/O region behind the standard ones. */
  readonly ioRegion?: 'posted' | 'fixed';
}

const stock = { offsetShift: 40n, bars: 'pieces', maxWidth: 8, stockRegions: true } as const;

export const VFIO_PCI: Driver = { name: 'vfio-pci', ...stock };
export const VFIO_PCI_4: Driver = { ...VFIO_PCI, maxWidth: 4 };
export const ISM_VFIO_PCI: Driver = {
  name: 'ism_vfio_pci',
  offsetShift: 48n,
  bars: 'blocks',
  maxWidth: 8,
  stockRegions: false,
};
export const ZPCI_IO: Driver = { ...stock, name: 'zpciio-vfio-pci', ioRegion: 'posted' };
export const ZPCI_IO_FIXED: Driver = { ...ZPCI_IO, ioRegion: 'fixed' };

/** The `path=` option of an address -> the driver that makes it. */
export const PATH_DRIVERS: Readonly<Record<string, Driver>> = {
  'ism-vfio-pci': ISM_VFIO_PCI,
  'zpci-io': ZPCI_IO,
  'zpci-io-fixed': ZPCI_IO_FIXED,
  bar8: VFIO_PCI,
  bar4: VFIO_PCI_4,
};

/** The driver of a sysfs name, or undefined when the model does not have it. */
export const driverNamed = (name: string): Driver | undefined =>
  [VFIO_PCI, ISM_VFIO_PCI, ZPCI_IO].find((driver) => driver.name === name);
