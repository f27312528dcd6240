import type { Program } from '../../../electron/contract/program.ts';
import { optionsOf, type RunForm } from '../run-form.ts';
import type { StoreContext } from '../store-context.ts';

/** Running programs on the current session, and how it went. */
export const runActions = ({ get, set, call, notify }: StoreContext) => {
  const session = () => get().currentId ?? '';
  return {
    editRun: (change: Partial<RunForm>) => set({ runForm: { ...get().runForm, ...change } }),
    /** Runs a program as the form of the runner says. */
    async runProgram(program: Program) {
      const options = optionsOf(get().runForm);
      if (!options)
        return notify({
          code: 'bad-run',
          tone: 'info',
          message: 'How it is to run is not filled in right: see Runner.',
        });
      await call('program.run', { session: session(), program, options }, `Starting ${program.name}`);
    },
    async stopProgram() {
      await call('program.stop', { session: session() }, 'Stopping the program');
    },
    async pauseProgram() {
      await call('program.pause', { session: session() }, 'Pausing the program');
    },
    async resumeProgram() {
      await call('program.resume', { session: session() }, 'Going on with the program');
    },
    /** Steps of the last run from a place, or its failed ones from a number. */
    runResults: (from: number, count: number, failed: boolean) =>
      call('program.results', { session: session(), from, count, failed }, 'Reading how it went'),
    async runTotals() {
      return (await call('program.totals', { session: session() }, 'Reading the totals'))?.steps;
    },
    async saveRunResults(format: 'junit' | 'json') {
      const saved = await call('program.save-results', { session: session(), format }, 'Saving the results');
      if (saved) notify({ code: 'saved', tone: 'info', message: `Saved ${saved.path}` });
    },
    /** The step of a program that a request was sent for. */
    async stepOfRequest(seq: number) {
      return (await call('program.step-of', { session: session(), seq }))?.step;
    },
  };
};
