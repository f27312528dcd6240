import * as z from 'zod';
import { kinds } from './kinds.ts';

type Schema = (typeof kinds)[number]['schema'];
type Schemas = Parameters<typeof z.discriminatedUnion>[1];

/** Any one request, told apart by `kind`; the union follows from the list of kinds. */
export type Request = z.output<Schema>;
export const requestSchema = z.discriminatedUnion(
  'kind',
  kinds.map(({ schema }) => schema) as unknown as Schemas,
) as unknown as z.ZodType<Request, z.input<Schema>>;

/** Names of all kinds, in the order a composer offers them. */
export type RequestKindName = Request['kind'];
export const requestKindNames = kinds.map(({ kind }) => kind) as [RequestKindName, ...RequestKindName[]];
