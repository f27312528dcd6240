import type { IommuBackend, StorePath } from '../../rules/types.ts';

/** Where a harmless store and load go. */
export interface Place {
  readonly space: number;
  readonly offset: bigint;
}

/** What is known to differ between targets: the suite asks for everything else of all of them. */
export interface Traits {
  /** Paths offered, the default one first. */
  readonly paths: readonly StorePath[];
  /** IOMMU back-end it is opened through; type1v2 unless told. */
  readonly backend?: IommuBackend;
  /** Absent: there is nothing to send to, and every request is refused with `absent`. */
  readonly live?: {
    /** The function is a model: its times and effects are not those of hardware. */
    readonly modelled: boolean;
    readonly place: Place;
    /** Whether a load on the default path gives back what a store left. Paths that cut stores lose them on ISM without a word. */
    readonly keepsStores: boolean;
    /** Whether a reset gives the function a new handle, as firmware does; QEMU gives it the one it had. */
    readonly renewsHandle: boolean;
    /** Interrupt index with at least one vector. */
    readonly interrupt: number;
    /** A store of one byte `v` here raises vector `v`. */
    readonly doorbell?: Place;
  };
}

const ISM_WINDOW: Place = { space: 2, offset: 8n };
const MSI = 1;
const MSIX = 2;

const ism = (paths: readonly StorePath[], keepsStores: boolean): Traits => ({
  paths,
  live: { modelled: true, place: ISM_WINDOW, keepsStores, renewsHandle: true, interrupt: MSI },
});

const nic = (...paths: StorePath[]): Traits => ({
  paths,
  live: {
    modelled: true,
    place: { space: 0, offset: 0x100n },
    keepsStores: true,
    renewsHandle: true,
    interrupt: MSIX,
    doorbell: { space: 0, offset: 0x1000n },
  },
});

/** Every simulated address and how it differs. Virtual clocks: nothing waits for the wall. */
export const SIMULATED: Readonly<Record<string, Traits>> = {
  'sim:ism?clock=virtual': ism(['ism-vfio-pci'], true),
  'sim:ism?path=zpci-io&clock=virtual': ism(['zpci-io', 'vfio-bar'], true),
  'sim:ism?path=zpci-io-fixed&clock=virtual': ism(['zpci-io', 'vfio-bar'], true),
  'sim:ism?path=bar8&clock=virtual': ism(['vfio-bar'], false),
  'sim:ism?path=bar4&clock=virtual': ism(['vfio-bar'], false),
  'sim:rfc2019?clock=virtual': nic('vfio-bar'),
  'sim:ism-peer?clock=virtual': ism(['ism-vfio-pci'], true),
  'sim:ism?backend=iommufd&clock=virtual': { ...ism(['ism-vfio-pci'], true), backend: 'iommufd' },
  'sim:nic?clock=virtual': nic('vfio-bar'),
  'sim:nic?backend=iommufd&clock=virtual': { ...nic('vfio-bar'), backend: 'iommufd' },
  'sim:nic?path=bar4&clock=virtual': nic('vfio-bar'),
  'sim:nic?path=zpci-io&clock=virtual': nic('zpci-io', 'vfio-bar'),
  'sim:nic?path=zpci-io-fixed&clock=virtual': nic('zpci-io', 'vfio-bar'),
  'sim:nic?path=ism-vfio-pci&clock=virtual': nic('ism-vfio-pci'),
};

/** Shipped captures by name. */
export const CAPTURED: Readonly<Record<string, Traits>> = {
  'k6.12-q10-net': { paths: ['vfio-bar'] },
  'k6.12-q10-zpciio-net': { paths: ['zpci-io', 'vfio-bar'] },
  'k7.2full-q10-ism-net': { paths: ['ism-vfio-pci'] },
};
