import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { empty } from './common.ts';

/** What is being composed, kept by the workbench so that nothing typed is lost. */

/** Largest text of a program, characters. */
export const MAX_TEXT = 16 * 1024 * 1024;

/** The file a draft came from or was last saved to, as it was then. */
const openFileSchema = z.strictObject({ path: z.string(), version: z.string(), text: z.string().max(MAX_TEXT) });
export type OpenFile = z.infer<typeof openFileSchema>;

/** One change of a text: at `at`, `removed` was taken away and `inserted` put in its place. */
const changeSchema = z.strictObject({
  at: z.int().min(0),
  removed: z.string(),
  inserted: z.string(),
  /** Another file was opened with it: the ones before and after. */
  files: z.strictObject({ was: openFileSchema.optional(), is: openFileSchema.optional() }).optional(),
});
export type Change = z.infer<typeof changeSchema>;

/** The composer's program as it was last typed, with what can be taken back. */
export const keptDraftSchema = z.strictObject({
  /** Wall clock of the last change, ms since 1970: of two drafts the later one counts. */
  at: z.number(),
  /** The program file as text; it may be half typed. */
  text: z.string().max(MAX_TEXT),
  /** Place of the step at hand: `[2, 0]`. */
  path: z.array(z.int().min(0)).max(20),
  past: z.array(changeSchema).max(1000),
  future: z.array(changeSchema).max(1000),
  file: openFileSchema.optional(),
  /** The environment that is chosen, by its name. */
  environment: z.string().max(200).optional(),
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

export const draftMethods = {
  'draft.read': method(empty, z.strictObject({ draft: keptDraftSchema.optional() })),
  /**
   * Keeps the draft in place of the one before. `base` is `at` of the draft this one was made from; when another was kept meanwhile,
   * by another window or workbench, it is given back as `other` and is for the window to keep.
   */
  'draft.keep': method(
    z.strictObject({ draft: keptDraftSchema, base: z.number().optional() }),
    z.strictObject({ other: keptDraftSchema.optional() }),
  ),
};

export const draftEvents = {
  /** Another window changed the draft. */
  'draft.changed': z.strictObject({ draft: keptDraftSchema }),
};
