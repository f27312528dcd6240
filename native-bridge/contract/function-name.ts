/** `0007:00:00.0` of `vfio:0007:00:00.0?backend=iommufd`; undefined for a target that is no function of the bridge's machine. */
export const functionName = (address: string): string | undefined => /^vfio:([^?]*)/.exec(address)?.[1];
