import { defineRequest } from './kind.ts';
import { noSuchIoctl } from './pasid.ts';
import { pasidBindSchema } from './schemas.ts';

export const pasidBind = defineRequest({
  kind: 'pasid.bind',
  title: 'Bind PASID',
  doc: 'Binds a guest page table to a process address space id, as proposed in 2019.',
  schema: pasidBindSchema,
  writes: true,
  plan: () => {
    throw noSuchIoctl('pasid.bind');
  },
});
