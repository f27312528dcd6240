/** The files VFIO offers: group and container, or a device file of its own and an iommufd. */
export const CONTAINER_FILE = '/dev/vfio/vfio';
export const IOMMUFD_FILE = '/dev/iommu';
export const groupFile = (group: string) => `/dev/vfio/${group}`;
export const cdevFile = (cdev: string) => `/dev/vfio/devices/${cdev}`;
