import * as z from 'zod';
import type { BurstSpec, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import { configControl } from './config-control.ts';
import type { Danger, Deed } from './danger.ts';
import { outsideWindows } from './outside-windows.ts';
import { reset } from './reset.ts';
import { placeOf, placeOfBurst } from './write-place.ts';

/** Everything that is asked about once a session before it is done. Adding one is a file and a line here. */
export const dangers: readonly Danger[] = [reset, configControl, outsideWindows];

/** A danger that was found. It crosses the contract in the details of the error `dangerous`. */
export const foundDangerSchema = z.strictObject({ id: z.string(), sentence: z.string(), why: z.string() });
export type FoundDanger = z.infer<typeof foundDangerSchema>;

/** The dangers of one request to a function. */
export const dangersOf = (request: Request, target: KnownFunction): FoundDanger[] =>
  found({ kind: request.kind, place: placeOf(request) }, target);

/** The dangers of a burst: those of any of its operations. */
export const dangersOfBurst = (spec: BurstSpec, target: KnownFunction): FoundDanger[] =>
  found({ kind: `burst ${spec.op}`, place: placeOfBurst(spec) }, target);

const found = (deed: Deed, target: KnownFunction): FoundDanger[] =>
  dangers.flatMap(({ id, sentence, why }) => {
    const reason = why(deed, target);
    return reason === undefined ? [] : [{ id, sentence, why: `${deed.kind} ${reason}` }];
  });
