import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'session.list'
  | 'session.open'
  | 'session.close'
  | 'session.inspect'
  | 'session.arm'
  | 'session.send'
  | 'session.mark'
  | 'requests.page'
  | 'throughput.slices';

export function sessionHandlers({ sessions }: HandlerContext): Family<Methods> {
  return {
    'session.list': () => ({ sessions: sessions.list().map((session) => session.describe()) }),
    'session.open': async ({ address }) => ({ session: (await sessions.open(address)).describe() }),
    'session.close': async ({ session }) => {
      await sessions.close(session);
      return {};
    },
    'session.inspect': async ({ session, config }) => {
      const live = sessions.live(session);
      await live.inspect(config);
      return { session: live.describe() };
    },
    'session.arm': async ({ session, armed }) => {
      const live = sessions.live(session);
      await live.arm(armed);
      return { session: live.describe() };
    },
    'session.send': async ({ session, request }) => ({ row: await sessions.live(session).send(request) }),
    'session.mark': ({ session, note }) => ({ row: sessions.live(session).mark(note) }),
    'requests.page': async ({ session, from, count, filter }) => sessions.get(session).page(from, count, filter),
    'throughput.slices': ({ session }) => ({ slices: sessions.get(session).slices() }),
  };
}
