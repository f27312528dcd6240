import type { StepRow } from '../../contract/programs/run-results.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import type { RecordingFile } from './recording-file.ts';

/** Messages behind a request among which its step is looked for: others may have been sent meanwhile. */
const NEARBY = 200;

/** The step of a program that request `seq` was sent for: it is told behind the request, at the latest in the next chunk. */
export async function recordedStep(file: RecordingFile, seq: number): Promise<StepRow | undefined> {
  const { table } = file;
  if (seq >= table.rows) return undefined;
  let looked = 0;
  for (let at = table.ofRow(seq); at < table.length && looked < NEARBY; at++) {
    const chunk = await file.chunk(at);
    const row = seq - table.firstRow(at);
    const from = row >= 0 ? (chunk.rowPlaces[row] ?? 0) : 0;
    for (let place = from; place < chunk.length && looked < NEARBY; place++, looked++) {
      if (chunk.topic(place) !== 'step') continue;
      const played = chunk.play(place);
      if (played.topic === 'step' && played.message.seq === seq) return toldStep(played.message);
    }
  }
  return undefined;
}

const toldStep = ({ atNs: _at, run: _run, verdict: _verdict, ...step }: RecordedMessage<'step'>): StepRow => ({
  ...step,
  at: 0,
});
