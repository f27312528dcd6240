import { absent } from './refuse.ts';

/** The bind requests of 2019 were never merged: no kernel has the ioctl, so they can be composed and looked at, but not sent. */
export const noSuchIoctl = (op: string) =>
  absent(
    op,
    'This kernel has no ioctl to bind guest page tables: the proposal of 2019 was never merged.',
    'Nested translation is done with iommufd page tables today, which s390 does not offer.',
  );
