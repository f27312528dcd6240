/** The files VFIO offers for the group path. */
export const CONTAINER_FILE = '/dev/vfio/vfio';
export const groupFile = (group: string) => `/dev/vfio/${group}`;
