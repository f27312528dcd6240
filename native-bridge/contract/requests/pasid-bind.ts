import * as z from 'zod';
import { pasidBinding } from './fields.ts';
import { defineRequest } from './kind.ts';
import { planPasid } from './pasid.ts';

const schema = z.strictObject({ kind: z.literal('pasid.bind'), ...pasidBinding });

export const pasidBind = defineRequest({
  kind: 'pasid.bind',
  title: 'Bind PASID',
  doc: 'Binds a guest page table to a process address space id, as proposed in 2019.',
  schema,
  writes: true,
  plan: (request, view) => planPasid('bind', request, view),
});
