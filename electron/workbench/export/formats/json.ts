import { toJson } from '../../json.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';
import type { ExportFormat, Piece } from '../format.ts';
import { Operations } from '../rows/operations.ts';

/**
 * One JSON document a line, one line a message of the recording, in order, everything in it: `topic`, then the message as the schemas
 * of the recording describe it. Lines, because any number of them is read in bounded memory, and a cut file is whole up to its last line.
 */
export const json: ExportFormat = {
  name: 'json',
  title: 'JSON lines',
  ending: '.jsonl',
  isText: true,
  start: ({ operations: wanted }) => {
    const operations = new Operations();
    return {
      *take({ topic, message }): Generator<Piece> {
        if (topic !== 'burst') yield line({ topic, ...message });
        else yield line({ topic, ...message, ...columns(message) });
        if (topic !== 'burst' || !wanted) return;
        for (const { spec: _spec, ...operation } of operations.of(message))
          yield line({ topic: 'operation', ...operation });
      },
      *end() {},
    };
  },
};

const line = (value: object) => `${JSON.stringify(toJson(value))}\n`;

/** Columns stay base64, as in the recording. */
function columns({ startNs, durationNs, result }: RecordedMessage<'burst'>) {
  return { startNs: base64(startNs), durationNs: base64(durationNs), result: base64(result) };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
