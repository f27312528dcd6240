import { hasDesktop } from '../selectors.ts';
import type { StoreContext } from '../store-context.ts';

export interface ExportChoice {
  readonly operations: boolean;
  /** Of the file, where no dialog asks for it; empty for that of the recording. */
  readonly name: string;
}

/** Making other files of a recording. */
export const exportActions = ({ get, set, call, notify }: StoreContext) => {
  const placeOf = async (session: string, format: string, name: string) => {
    if (!hasDesktop(get())) return name === '' ? {} : { name };
    const chosen = await call('export.place', { session, format }, 'Choosing where to export to');
    return chosen?.path === undefined ? undefined : { path: chosen.path };
  };
  /** Never used again: an answer to an export that was stopped is then not taken for one of a later. */
  let nextRun = 1;
  return {
    /** What a recording can be exported to; asked once. */
    async loadExportFormats() {
      if (get().exportFormats) return;
      const answer = await call('export.formats', {}, 'Asking for the formats');
      if (answer) set({ exportFormats: answer.formats });
    },
    /**
     * Exports a recording, by its session: where the person says in a dialog of the desktop; without one into the workbench folder, under
     * `name` when there is one. `operations`: every operation of a loop, not its totals.
     */
    async exportRecording(session: string, format: string, { operations, name }: ExportChoice) {
      const place = await placeOf(session, format, name);
      if (!place) return;
      const run = nextRun++;
      set({ exporting: { run, format, done: 0, total: 0 } });
      const answer = await call('export.run', { run, session, format, operations, ...place }, 'Exporting');
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
  };
};
