import { copyOf, programFromRows } from '../copying/selected-rows.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'rows.copy' | 'rows.program';

export function rowHandlers({ sessions }: HandlerContext): Family<Methods> {
  return {
    'rows.copy': async ({ session, selection, as }) => ({ text: await copyOf(sessions.get(session), selection, as) }),
    'rows.program': async ({ session, selection }) => ({
      program: await programFromRows(sessions.get(session), selection),
    }),
  };
}
