import { toJson } from '../../json.ts';
import { readRecording } from '../read-recording.ts';
import { recordedRow } from '../recorded-row.ts';

/** Everything a recording tells, as plain JSON: rows as the window shows them, and every other message as it was recorded. */
export async function told(path: string): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const { messages } of readRecording(path))
    for (const played of messages) {
      const row = recordedRow(played);
      const { topic, message } = played;
      lines.push(toJson(row ? { row } : { [topic]: message }));
    }
  return lines;
}
