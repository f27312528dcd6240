/** Where the function handle (u32, host byte order) lies in the device info of a zPCI function: `fh` of the BASE capability at byte 24. */
export const HANDLE = 24 + 32;

/** The function handle in a big-endian device info. */
export const handleOf = (info: Uint8Array | undefined): number =>
  new DataView(info!.buffer, info!.byteOffset).getUint32(HANDLE);
