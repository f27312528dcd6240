/** Flag bits of the request structures, named once for rules, plans and the simulator (linux/vfio.h, linux/iommufd.h, and the zPCI I/O region as posted in January 2021). */

export const DMA_MAP = { READ: 1, WRITE: 2, VADDR: 4 } as const;
export const DMA_UNMAP = { GET_DIRTY_BITMAP: 1, ALL: 2, VADDR: 4 } as const;
export const IOAS_MAP = { FIXED_IOVA: 1, WRITEABLE: 2, READABLE: 4 } as const;

/** Exactly one DATA bit and one ACTION bit. */
export const IRQ_SET = {
  DATA_NONE: 1,
  DATA_BOOL: 2,
  DATA_EVENTFD: 4,
  ACTION_MASK: 8,
  ACTION_UNMASK: 0x10,
  ACTION_TRIGGER: 0x20,
} as const;

/** VFIO_PCI_ERR_IRQ_INDEX: the function is in error. VFIO_PCI_REQ_IRQ_INDEX: the host wants the function back. */
export const ERROR_IRQ = 3;
export const REQUEST_IRQ = 4;

/** Operation of a zPCI I/O region request: a load of up to 8 bytes, or a store block. */
export const ZPCI_IO = { READ: 1n, BLOCKW: 2n } as const;

/** Region indices with a fixed meaning: 0-5 are the BARs. */
export const REGION = { lastBar: 5, rom: 6, config: 7 } as const;

/** VFIO_REGION_INFO_FLAG_MMAP: user space may map the region. */
export const REGION_MMAP = 4;

/** PCI address space of configuration space in PCILG; 0-5 are the BARs. */
export const CONFIG_SPACE = 15;
