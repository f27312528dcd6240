import { suggestRemap } from '../../contract/replay/suggest-remap.ts';
import { Plan } from '../replay/plan.ts';
import { selectionTest } from '../rows/row-selection.ts';
import type { LiveSession } from '../session.ts';
import type { Family, HandlerContext } from './context.ts';
import { recordingPath } from './recording-path.ts';

type Methods = 'replay.plan' | 'replay.start' | 'replay.step' | 'replay.stop' | 'replay.divergences';

export function replayHandlers({ sessions, replays, folder, emit }: HandlerContext): Family<Methods> {
  const target = async (to: string): Promise<LiveSession> => {
    const known = sessions.list().some(({ id }) => id === to);
    return sessions.live(known ? to : (await sessions.open(to)).id);
  };
  return {
    'replay.plan': async ({ recording, selection, to }) => {
      const plan = await Plan.make(recordingPath(sessions.get(recording)), selectionTest(selection));
      const aim = to === undefined ? undefined : sessions.live(to).describe();
      return { ...plan.told, suggested: aim && suggestRemap(plan.snapshot, aim, [...plan.iovas]) };
    },
    'replay.start': async ({ recording, selection, to, arm, record, ...options }) => {
      const matches = selectionTest(selection);
      const plan = await Plan.make(recordingPath(sessions.get(recording)), matches);
      const session = await target(to);
      const path = record ? await folder.newPath('recording', session.address) : undefined;
      const replay = await replays.start({ session, plan, options: { ...options, matches }, arm, path });
      if (record) emit('files.changed', {});
      return { replay, session: session.describe() };
    },
    'replay.step': ({ replay }) => {
      replays.get(replay).step();
      return {};
    },
    'replay.stop': ({ replay }) => {
      replays.get(replay).stop();
      return {};
    },
    'replay.divergences': ({ replay, from, count }) => replays.get(replay).divergences(from, count),
  };
}
