import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { comparedPairSchema, compareProgressSchema, compareSummarySchema } from '../compare/messages.ts';
import { empty, sessionId } from './common.ts';

/** Two recordings, request by request. */

export const comparisonMethods = {
  /**
   * Compares two recordings, given by their sessions. `compare` is a number of the window's own; progress comes as events, and `compare.close` ends it early (`stopped`). `ignore`: ids of further rules, as `iova`; `slower`: a request that took this many times longer counts as different.
   */
  'compare.open': method(
    z.strictObject({
      compare: z.int(),
      left: sessionId,
      right: sessionId,
      ignore: z.array(z.string().max(40)).max(20).default([]),
      slower: z.number().gt(1).optional(),
    }),
    z.strictObject({ compare: z.int(), summary: compareSummarySchema }),
  ),
  /** Pairs from place `from` on, of all or of those that are not the same. */
  'compare.page': method(
    z.strictObject({
      compare: z.int(),
      from: z.int().min(0),
      count: z.int().min(0).max(500),
      onlyDifferences: z.boolean().default(false),
    }),
    z.strictObject({ total: z.int(), pairs: z.array(comparedPairSchema) }),
  ),
  /** Place of the next pair that is not the same, behind or before place `from` of the whole list; absent when there is none. */
  'compare.next': method(
    z.strictObject({ compare: z.int(), from: z.int().min(-1), direction: z.enum(['forward', 'back']) }),
    z.strictObject({ index: z.int().optional() }),
  ),
  /** The summary as Markdown, for a bug report. */
  'compare.summaryText': method(z.strictObject({ compare: z.int() }), z.strictObject({ text: z.string() })),
  'compare.close': method(z.strictObject({ compare: z.int() }), empty),
};

export const comparisonEvents = {
  /** How far a comparison is; sent at most ten times a second. */
  'compare.progress': z.strictObject({ compare: z.int(), progress: compareProgressSchema }),
};
