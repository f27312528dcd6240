import { MAX_FRAME_BYTES } from '../../../native-bridge/contract/limits.ts';
import type { RowPage } from '../rows/row-log.ts';
import { mappingPage, told } from '../told.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'session.list'
  | 'session.open'
  | 'session.close'
  | 'session.inspect'
  | 'session.mappings'
  | 'session.arm'
  | 'session.accept'
  | 'session.send'
  | 'session.mark'
  | 'requests.page'
  | 'throughput.slices';

/** Payload bytes of one page at most: it has to fit one message, twice over as hex in the requests. */
const MAX_PAGE_BYTES = MAX_FRAME_BYTES / 8;

/** A page with as many of its rows as fit one message; the window asks again from where it ends. */
function fitting(page: RowPage): RowPage {
  let bytes = 0;
  const end = page.rows.findIndex((row) => {
    bytes += 256 + (row.data?.length ?? 0);
    return bytes > MAX_PAGE_BYTES;
  });
  return end < 0 ? page : { ...page, rows: page.rows.slice(0, Math.max(end, 1)) };
}

export function sessionHandlers({ sessions }: HandlerContext): Family<Methods> {
  return {
    'session.list': () => ({ sessions: sessions.list().map((session) => told(session.describe())) }),
    'session.open': async ({ address }) => ({ session: told((await sessions.open(address)).describe()) }),
    'session.close': async ({ session }) => {
      await sessions.close(session);
      return {};
    },
    'session.inspect': async ({ session, config }) => {
      const live = sessions.live(session);
      await live.inspect(config);
      return { session: told(live.describe()) };
    },
    'session.mappings': ({ session, from }) => mappingPage(sessions.get(session).describe().state.mappings, from),
    'session.arm': async ({ session, armed }) => {
      const live = sessions.live(session);
      await live.arm(armed);
      return { session: told(live.describe()) };
    },
    'session.accept': ({ session, dangers }) => {
      const live = sessions.live(session);
      live.accept(dangers);
      return { session: told(live.describe()) };
    },
    'session.send': async ({ session, request }) => ({ row: await sessions.live(session).send(request) }),
    'session.mark': ({ session, note }) => ({ row: sessions.live(session).mark(note) }),
    'requests.page': async ({ session, from, count, filter }) =>
      fitting(await sessions.get(session).page(from, count, filter)),
    'throughput.slices': ({ session, ...stretch }) => sessions.get(session).slices(stretch),
  };
}
