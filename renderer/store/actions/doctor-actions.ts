import type { StoreContext } from '../store-context.ts';

/** Looking at what a target, a machine or (empty address) this machine lacks. */
export const doctorActions = ({ get, set, call }: StoreContext) => ({
  async diagnose(address: string) {
    const run = (get().diagnosis?.run ?? 0) + 1;
    set({ diagnosis: { run, address, checks: [], finished: false } });
    const answer = await call('doctor.run', { run, address }, `Checking ${address || 'this machine'}`);
    const { diagnosis } = get();
    if (diagnosis?.run !== run) return;
    set({ diagnosis: { ...diagnosis, checks: answer?.checks ?? diagnosis.checks, finished: true } });
  },
});
