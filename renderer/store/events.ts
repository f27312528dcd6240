import { addCheck } from './diagnosis.ts';
import { withHost } from './hosts.ts';
import { measured } from './measurement.ts';
import { withNewest } from './rows.ts';
import { adoptSession, dropSession } from './sessions.ts';
import type { AppPeer, StoreContext } from './store-context.ts';
import { toldRun } from './two-paths.ts';

/** Lets what the workbench tells on its own account flow into the store. */
export function listen(context: StoreContext, peer: AppPeer, filesChanged: () => void): void {
  const { set, patchView, notify } = context;
  peer.on('session.changed', (session) => adoptSession(context, session));
  peer.on('session.closed', ({ session }) => dropSession(context, session));
  peer.on('requests.grown', ({ session, total, errors, newest }) => {
    patchView(session, ({ rows }) => ({ rows: withNewest(rows, total, newest) }));
    count(context, session, total, errors);
  });
  peer.on('recording.notes-changed', ({ session, notes }) => patchView(session, () => ({ notes })));
  peer.on('throughput', ({ session, reach, nowNs }) =>
    patchView(session, ({ throughput }) => ({ throughput: { ...throughput, reach, nowNs } })),
  );
  peer.on('program.progress', (program) => patchView(program.session, () => ({ program })));
  peer.on('measurement', ({ session, ...told }) =>
    patchView(session, ({ measurement }) => ({ measurement: measured(measurement, told) })),
  );
  peer.on('two-paths.progress', ({ session, ...told }) =>
    patchView(session, ({ twoPaths }) => ({ twoPaths: { ...twoPaths, run: toldRun(twoPaths.run, told) } })),
  );
  peer.on('host.changed', (host) => set({ hosts: withHost(context.get().hosts, host) }));
  peer.on('doctor.check', ({ run, check }) => set({ diagnosis: addCheck(context.get().diagnosis, run, check) }));
  peer.on('replay.progress', (progress) => {
    const { replay } = context.get();
    if (replay && (replay.id === undefined || replay.id === progress.replay)) set({ replay: { ...replay, progress } });
  });
  peer.on('compare.progress', ({ compare, progress }) => {
    const { comparison } = context.get();
    if (comparison?.id === compare && !comparison.summary) set({ comparison: { ...comparison, progress } });
  });
  peer.on('export.progress', ({ run, done, total }) => {
    const { exporting } = context.get();
    if (exporting?.run === run) set({ exporting: { ...exporting, done, total } });
  });
  peer.on('notice', (info) => notify({ ...info, tone: 'error' }));
  peer.on('files.changed', filesChanged);
  peer.on('programs.changed', () => {
    if (context.get().library) void relist(context);
  });
  peer.on('draft.changed', ({ draft }) => set({ keptDraft: draft }));
  peer.on('window.command', ({ id }) => set({ asked: { command: id } }));
  peer.on('window.open', ({ address }) => set({ asked: { address } }));
}

/** The list of programs follows the disk once somebody looks at it. */
async function relist({ call, set }: StoreContext): Promise<void> {
  const library = await call('programs.list', {}, 'Looking for programs');
  if (library) set({ library });
}

function count({ get, set }: StoreContext, session: string, requests: number, errors: number): void {
  set({ sessions: get().sessions.map((one) => (one.id === session ? { ...one, requests, errors } : one)) });
}
