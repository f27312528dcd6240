import * as z from 'zod';
import { pasidBinding } from './fields.ts';
import { defineRequest } from './kind.ts';
import { planPasid } from './pasid.ts';

const schema = z.strictObject({ kind: z.literal('pasid.unbind'), ...pasidBinding });

export const pasidUnbind = defineRequest({
  kind: 'pasid.unbind',
  title: 'Unbind PASID',
  doc: 'Takes back what pasid.bind bound, as proposed in 2019.',
  schema,
  writes: true,
  plan: (request, view) => planPasid('unbind', request, view),
});
