import * as z from 'zod';
import { type FoundDanger, foundDangerSchema } from '../../electron/contract/dangers/index.ts';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { StoreContext } from './store-context.ts';

/** What a person is asked before something dangerous is done; the answer goes back to who waits for it. */
export interface DangerQuestion {
  readonly session: string;
  readonly dangers: readonly FoundDanger[];
  readonly answer: (agrees: boolean) => void;
}

const detailsSchema = z.object({ dangers: z.array(foundDangerSchema).min(1) });

/**
 * Asks whether what a call was refused for (`dangerous`) is meant, and tells the session when it is. Undefined for every other error.
 * A question that was not answered yet is answered with no.
 */
export async function isMeant(context: StoreContext, params: object, info: ErrorInfo): Promise<boolean | undefined> {
  const session = 'session' in params ? params.session : undefined;
  const details = detailsSchema.safeParse(info.details);
  if (info.code !== 'dangerous' || typeof session !== 'string' || !details.success) return undefined;
  const { dangers } = details.data;
  context.get().question?.answer(false);
  const agrees = await new Promise<boolean>((answer) => context.set({ question: { session, dangers, answer } }));
  // Another question may stand there by now.
  if (context.get().question?.dangers === dangers) context.set({ question: undefined });
  if (!agrees) return false;
  const ids = [...new Set(dangers.map(({ id }) => id))];
  return (await context.call('session.accept', { session, dangers: ids }, 'Agreeing')) !== undefined;
}
