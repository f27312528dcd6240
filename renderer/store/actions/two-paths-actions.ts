import type { TwoPathsOrder } from '../../../electron/contract/two-paths/messages.ts';
import { twoPathsProgram } from '../../../electron/contract/two-paths/program.ts';
import { currentSession } from '../selectors.ts';
import type { StoreContext } from '../store-context.ts';
import { startedRun, type TwoPathsForm } from '../two-paths.ts';

/** One payload, stored in several ways. */
export const twoPathsActions = (context: StoreContext) => {
  const { get, set, call, patchView } = context;
  const current = () => get().currentId ?? '';
  let runs = 0;
  return {
    editTwoPaths: (change: Partial<TwoPathsForm>) =>
      patchView(current(), ({ twoPaths }) => ({ twoPaths: { ...twoPaths, form: { ...twoPaths.form, ...change } } })),
    /** Sends; what comes of it arrives by event. A run that is refused leaves the one before. */
    async startTwoPaths(order: TwoPathsOrder) {
      const session = current();
      const before = get().views[session]?.twoPaths.run;
      const run = Date.now() + ++runs;
      patchView(session, ({ twoPaths }) => ({ twoPaths: { ...twoPaths, run: startedRun(run, order) } }));
      const answer = await call('two-paths.run', { session, run, order }, 'Storing the payload');
      if (!answer) patchView(session, ({ twoPaths }) => ({ twoPaths: { ...twoPaths, run: before } }));
    },
    /** Puts what would be sent into the composer. */
    composeTwoPaths(order: TwoPathsOrder) {
      const session = currentSession(get());
      if (!session) return;
      const ground = { paths: session.snapshot.paths, buffers: session.state.buffers };
      const id = (get().programDraft?.id ?? 0) + 1;
      set({ programDraft: { id, program: twoPathsProgram(order, ground) } });
    },
  };
};
