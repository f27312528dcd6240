/**
 * Modelled costs in nanoseconds. The proportions follow what is known of the paths (one instruction a store block; one a piece of
 * 8 bytes or less; milliseconds for a reset); the absolute numbers are chosen, not measured, and every answer says `modelled`.
 */
export const LATENCY = {
  /** Entering and leaving the kernel. */
  call: 180,
  /** An info or control ioctl on top of it. */
  ioctl: 600,
  /** Opening or closing a descriptor. */
  open: 9_000,
  /** MAP_DMA or UNMAP_DMA, and each page of it. */
  map: 6_000,
  mapPage: 60,
  /** One load instruction. */
  load: 650,
  /** One store instruction of up to 8 bytes. */
  store: 400,
  /** One store block, and each byte of it. */
  storeBlock: 1_100,
  storeByte: 0.22,
  /** One piece of a configuration access. */
  config: 350,
  /** Disabling and enabling a function. */
  reset: 2_500_000,
} as const;

/** Adds up what one system call costs. */
export class Meter {
  #ns = 0;

  charge(ns: number): void {
    this.#ns += ns;
  }

  /** What was charged since the last call of `take`. */
  take(): number {
    const ns = this.#ns;
    this.#ns = 0;
    return ns;
  }
}
