import type { StoreContext } from '../store-context.ts';

/** Making other files of a recording. */
export const exportActions = ({ get, set, call, notify }: StoreContext) => ({
  /** What a recording can be exported to; asked once. */
  async loadExportFormats() {
    if (get().exportFormats) return;
    const answer = await call('export.formats', {}, 'Asking for the formats');
    if (answer) set({ exportFormats: answer.formats });
  },
  /** Exports a recording, by its session, into the workbench folder; `operations`: every operation of a loop, not its totals. */
  async exportRecording(session: string, format: string, operations: boolean) {
    const run = (get().exporting?.run ?? 0) + 1;
    set({ exporting: { run, format, done: 0, total: 0 } });
    const answer = await call('export.run', { run, session, format, operations }, 'Exporting');
    const { exporting } = get();
    if (exporting?.run !== run) return;
    set({ exporting: answer ? { ...exporting, result: answer } : undefined });
    if (answer) notify({ code: 'exported', tone: 'info', message: `Exported to ${answer.path}` });
  },
  async stopExport() {
    const { exporting } = get();
    if (!exporting || exporting.result) return;
    set({ exporting: undefined });
    await call('export.stop', { run: exporting.run }, 'Stopping the export');
  },
});
