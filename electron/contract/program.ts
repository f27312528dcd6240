import * as z from 'zod';
import { requestKindNames } from '../../native-bridge/contract/requests/request.ts';
import { writtenFill } from './programs/payload.ts';

/**
 * A program: a JSON file made for git (`*.zpci.json`). Steps are requests plus `pause` and `repeat`; values may be expressions over
 * variables. A step stays as written here; it becomes a request when its variables are resolved (`workbench/programs`).
 * Hex payloads may hold variables as digits: `"0000000a $token:u64be"`, where the type is one of `save` and u64be when left out. A payload
 * may be a fill instead: `{"pattern": "counter", "length": 4096}`.
 */

/** A number, or text: `0x20`, `4096`, `$token`, or a sum such as `$token + 0x0100_0000 + $i * 8`. */
const value = z.union([z.number(), z.string()]);

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
const numberType = z.enum(['u8', 'u16be', 'u16le', 'u32be', 'u32le', 'u64be', 'u64le']);

/**
 * What must come out; an absent field is not checked. `data` is hex with `?` for any digit, or a fill; `at` counts from the first
 * answered byte.
 */
const plainExpect = z.strictObject({
  status: z.enum(['ok', 'errno', 'timeout']).optional(),
  errno: z.string().optional(),
  data: z.union([z.string(), writtenFill]).optional(),
  at: z.int().min(0).optional(),
  /** Hex, as long as `data`: only bits that are 1 here are compared. */
  mask: z.string().optional(),
  /** Numbers of the answer: each holds when `is`, in which `$value` is the number, is not 0. */
  values: z
    .array(z.strictObject({ at: z.int().min(0).default(0), type: numberType, is: z.string() }))
    .max(100)
    .optional(),
  maxLatencyNs: value.optional(),
  /** Latencies of this step over the whole run. */
  percentiles: z
    .array(z.strictObject({ percentile: z.number().min(0).max(100), maxNs: value }))
    .max(20)
    .optional(),
});
const expectSchema = plainExpect
  .extend({
    /** The first of them whose `when` is not 0 counts in place of all else. */
    cases: z
      .array(plainExpect.extend({ when: value }))
      .max(100)
      .optional(),
  })
  .meta({ id: 'expect', description: 'What must come out; what is absent is not checked' });
export type Expect = z.infer<typeof expectSchema>;

/** Takes a big-endian or little-endian unsigned number out of the answered bytes into a variable. */
const saveSchema = z.strictObject({
  name: variableName,
  at: z.int().min(0).default(0),
  type: numberType.default('u64be'),
});

/** In a run of many rows the step is taken with the first or the last one only: what prepares and what clears away. */
const row = z.enum(['first', 'last']).optional();

const common = {
  row,
  /** What a reader calls the step. */
  name: z.string().max(200).optional(),
  /** Which function of `functions` gets it; absent = the target of the run. */
  on: z.string().optional(),
  expect: expectSchema.optional(),
  save: z.array(saveSchema).optional(),
};

const pauseStep = z.strictObject({
  kind: z.literal('pause'),
  ms: z.number().min(0).max(3_600_000),
  name: z.string().optional(),
  row,
});

/** A request as written: `kind`, the common fields, and the request's own fields still unresolved. */
const requestStep = z.looseObject({ kind: z.enum(requestKindNames), ...common });

export type Step = z.infer<typeof requestStep> | z.infer<typeof pauseStep> | RepeatStep;
export interface RepeatStep {
  kind: 'repeat';
  name?: string;
  row?: 'first' | 'last';
  count: number;
  /** Variable that counts 0, 1, 2 ... */
  as?: string;
  steps: Step[];
}

const repeatStep: z.ZodType<RepeatStep> = z.strictObject({
  kind: z.literal('repeat'),
  name: z.string().optional(),
  row,
  count: z.int().min(0).max(1_000_000_000),
  as: variableName.optional(),
  steps: z.lazy(() => z.array(stepSchema).max(10_000)),
});

export const stepSchema: z.ZodType<Step> = z.union([requestStep, pauseStep, repeatStep]);

/** Every kind a step may have. */
export const stepKinds: readonly string[] = [...requestKindNames, 'pause', 'repeat'];

/** Schema of the steps of one kind, for errors that name a field; undefined for a kind that does not exist. */
export function stepSchemaOf(kind: string): z.ZodType | undefined {
  if (kind === 'pause') return pauseStep;
  if (kind === 'repeat') return repeatStep;
  return stepKinds.includes(kind) ? requestStep : undefined;
}

const axisSchema = z.union([
  z.array(value).min(1).max(100_000),
  z.strictObject({ from: value, to: value, step: value.optional() }),
]);

/** Sets of variables the steps run with one after another: each one listed, or every combination of the axes of a sweep. */
export const rowListSchema = z.array(z.record(variableName, value)).min(1).max(100_000);
export const sweepSchema = z.strictObject({ sweep: z.record(variableName, axisSchema) });
export const rowsSchema = z.union([rowListSchema, sweepSchema]);
export type Rows = z.infer<typeof rowsSchema>;
export type Axis = z.infer<typeof axisSchema>;

/** Variables by name: a number, or an expression over the others. */
export const varsSchema = z.record(variableName, value);

export const programSchema = z.strictObject({
  /** Format version. */
  program: z.literal(1),
  $schema: z.string().optional(),
  name: z.string().max(200),
  doc: z.string().max(10_000).optional(),
  /** Further functions the steps may name with `on`: name -> address. */
  functions: z.record(z.string(), z.string()).optional(),
  vars: varsSchema.optional(),
  /** Absent = the steps run once. */
  rows: rowsSchema.optional(),
  steps: z.array(stepSchema).max(100_000),
});
export type Program = z.infer<typeof programSchema>;
