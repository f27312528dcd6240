import { RecordedSession } from '../../../electron/workbench/player/recorded-session.ts';

/** `open-once FILE SEEKS`: opens a recording, reads its first rows, then a page at random places; prints one JSON line. Times in ms. */

const PAGE = 100;
const [path = '', seeks = '0'] = process.argv.slice(2);

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const before = performance.now();
  const value = await work();
  return { ms: performance.now() - before, value };
}

const session = await RecordedSession.open(path, 'bench');
const { total } = await session.page(0, PAGE);
const figures = { firstRows: performance.now(), rows: total, pages: [] as number[], moments: [] as number[] };
for (let n = 0; n < Number(seeks); n++) {
  const row = Math.floor(Math.random() * (total - PAGE));
  const page = await timed(() => session.page(row, PAGE));
  if (page.value.rows[0]?.seq !== row) throw new Error(`Row ${row} was asked for.`);
  figures.pages.push(page.ms);
  const rows = Math.floor(Math.random() * total);
  figures.moments.push((await timed(() => session.at({ rows }))).ms);
}
await session.close();
console.log(JSON.stringify({ ...figures, peakRss: process.resourceUsage().maxRSS * 1024 }));
