import { defineRequest } from './kind.ts';
import { noSuchIoctl } from './pasid.ts';
import { pasidUnbindSchema } from './schemas.ts';

export const pasidUnbind = defineRequest({
  kind: 'pasid.unbind',
  title: 'Unbind PASID',
  doc: 'Takes back what pasid.bind bound, as proposed in 2019.',
  schema: pasidUnbindSchema,
  writes: true,
  plan: () => {
    throw noSuchIoctl('pasid.unbind');
  },
});
