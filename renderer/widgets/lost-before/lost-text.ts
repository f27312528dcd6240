import type { Lost } from '../../../electron/contract/recording-cursor.ts';
import { countOf, sessionTime } from '../../text/quantities.ts';

const WHAT: Readonly<Record<Lost['doubtful'][number]['what'], string>> = {
  state: 'mappings, buffers and arming',
  config: 'configuration space',
  snapshot: 'what firmware and kernel say',
};

/** `3 requests were lost before here: mappings, buffers and arming may be wrong until 12.004 s, configuration space to the end.` */
export function lostText({ requests, doubtful }: Lost): string {
  const lost =
    requests === 0 ? 'Part of the recording was' : `${countOf(requests, 'request')} ${requests === 1 ? 'was' : 'were'}`;
  const parts = doubtful.map(({ what, untilNs }, index) => {
    const until = untilNs === undefined ? 'to the end' : `until ${sessionTime(untilNs)} s`;
    return `${WHAT[what]}${index === 0 ? ' may be wrong' : ''} ${until}`;
  });
  return `${lost} lost before here: ${parts.join(', ')}.`;
}
