import { RecordedSession } from '../../../electron/workbench/player/recorded-session.ts';

/** `count-recorded FILE`: operations of the bursts of a recording, counted one by one in their columns, and those its bursts say were dropped. */
const recording = await RecordedSession.open(process.argv[2]!, 'r1');
await recording.complete();
const { slices } = await recording.slices({ points: 500 });
const sum = (field: 'ops' | 'dropped' | 'errors') => slices.reduce((total, slice) => total + slice[field], 0);
const { rows } = await recording.page(0, 100, { kind: 'burst region.write' });
const said = rows.reduce((total, { count = 0 }) => total + count, 0);
console.log(
  JSON.stringify({ recorded: sum('ops') - sum('dropped'), dropped: sum('dropped'), errors: sum('errors'), said }),
);
await recording.close();
