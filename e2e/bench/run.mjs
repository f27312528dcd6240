/**
 * `npm run bench:burst`: what a burst costs beside a bare C loop of the same system call on the same memfd, in interleaved rounds.
 * The figures are for the person who reads them; nothing passes or fails by them. ROUNDS and CALLS change how long it takes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundlePrograms, compileLoop } from './programs.mjs';
import { addonBurst, bareLoop, fio, product } from './ways.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const CALLS = Number(process.env.CALLS ?? 2_000_000);

const WORK = [8, 4096].flatMap((bytes) => [true, false].map((write) => ({ bytes, write })));

/** @typedef {import('./ways.mjs').Taken} Taken */

const median = (/** @type {number[]} */ values) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** @param {Record<string, (work: any) => Taken | undefined | Promise<Taken | undefined>>} ways @param {object} work */
async function rounds(ways, work) {
  /** @type {Map<string, Taken[]>} */
  const taken = new Map(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const answer = await way(work);
      if (answer) taken.get(name)?.push(answer);
    }
  }
  return taken;
}

/** @param {string} call @param {Map<string, Taken[]>} taken */
function print(call, taken) {
  const figures = [...taken].map(([name, all]) => ({
    name,
    ns: median(all.map(({ ns }) => ns)),
    typical: median(all.map(({ typical }) => typical)),
    dropped: median(all.map(({ dropped }) => dropped)),
  }));
  const [bare] = figures;
  for (const { name, ns, typical, dropped } of figures.filter((one) => !Number.isNaN(one.ns))) {
    const columns = [
      ns.toFixed(0),
      (bare.ns / ns).toFixed(3),
      typical.toFixed(0),
      (bare.typical / typical).toFixed(3),
      dropped,
    ];
    console.log(call.padEnd(14), name.padEnd(22), ...columns.map((text) => `${text}`.padStart(9)));
  }
}

const loop = compileLoop();
const programs = await bundlePrograms();
const holder = spawn(loop, ['hold'], { stdio: ['pipe', 'pipe', 'inherit'] });
const [path] = await once(holder.stdout, 'data');
const ways = {
  'bare C loop': bareLoop(loop),
  'addon burst loop': addonBurst,
  'session, not recorded': product(programs, false),
  'session, recorded': product(programs, true),
  'fio psync': fio,
};
console.log(
  `${ROUNDS} interleaved rounds of ${CALLS} calls. ns: median a call; typical: of calls, on a busy machine the one to look at. Ratios to the bare loop.`,
);
console.log(
  'call'.padEnd(14),
  'way'.padEnd(22),
  ...['ns', 'ratio', 'typical', 'ratio', 'dropped'].map((text) => text.padStart(9)),
);
try {
  for (const work of WORK)
    print(
      `${work.write ? 'pwrite' : 'pread'} ${work.bytes} B`,
      await rounds(ways, { ...work, file: `${path}`.trim(), calls: CALLS }),
    );
} finally {
  holder.stdin.end();
}
