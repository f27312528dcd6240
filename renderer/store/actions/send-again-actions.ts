import type { appContract, RowSelection } from '../../../electron/contract/app-contract.ts';
import type { Params } from '../../../native-bridge/contract/method-table.ts';
import type { Span } from '../player/player.ts';
import type { SendAgainForm } from '../send-again-form.ts';
import { adoptSession } from '../sessions.ts';
import type { StoreContext } from '../store-context.ts';

type ReplayOrder = Params<typeof appContract, 'replay.start'>;

/** Divergences asked for at a time, as many as one answer may have. */
const DIVERGENCES = 1000;

/** Sending requests of a recording again. */
export const sendAgainActions = (context: StoreContext) => {
  const { get, set, call } = context;
  const running = () => get().replay?.id;
  return {
    editSendAgain: (change: Partial<SendAgainForm>) =>
      context.patchView(get().currentId ?? '', ({ sendAgain }) => ({ sendAgain: { ...sendAgain, ...change } })),
    /** The rows of a stretch of the current session, a recording. */
    async rowsOfSpan({ fromNs, toNs }: Span): Promise<RowSelection | undefined> {
      const session = get().currentId ?? '';
      const first = await call('recording.at', { session, atNs: fromNs > 0n ? fromNs - 1n : 0n });
      const last = await call('recording.at', { session, atNs: toNs });
      if (!first || !last) return undefined;
      const from = fromNs > 0n ? first.moment.rows : 0;
      const to = last.moment.rows - 1;
      return from <= to ? { ranges: [{ from, to }] } : undefined;
    },
    /** What sending again would do; nothing is sent. `to`: an open session whose aperture is looked at. */
    planReplay: (recording: string, selection: RowSelection, to: string | undefined) =>
      call('replay.plan', { recording, selection, to }, 'Looking what would be sent'),
    async startReplay(order: ReplayOrder) {
      set({ replay: { recording: order.recording, divergences: [] } });
      const answer = await call('replay.start', order, 'Sending again');
      if (!answer) return set({ replay: undefined });
      adoptSession(context, answer.session);
      const { replay } = get();
      const progress = replay?.progress?.replay === answer.replay ? replay.progress : undefined;
      set({ replay: { recording: order.recording, id: answer.replay, progress, divergences: [] } });
    },
    async stepReplay() {
      const replay = running();
      if (replay !== undefined) await call('replay.step', { replay }, 'Sending the next request');
    },
    async stopReplay() {
      const replay = running();
      if (replay !== undefined) await call('replay.stop', { replay }, 'Stopping');
    },
    /** Reads all divergences that were kept; while it runs the newest come with the progress. */
    async loadDivergences() {
      const replay = running();
      if (replay === undefined) return;
      const known = get().replay!.divergences;
      const answer = await call('replay.divergences', { replay, from: known.length, count: DIVERGENCES }, 'Reading');
      const now = get().replay;
      if (answer && now?.id === replay) set({ replay: { ...now, divergences: [...known, ...answer.divergences] } });
    },
  };
};
