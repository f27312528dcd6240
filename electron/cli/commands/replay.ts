import { createInterface } from 'node:readline';
import { InvalidArgumentError } from 'commander';
import { differenceText } from '../../contract/compare/pair-line.ts';
import type { Danger, Divergence, ReplaySpeed, Timing } from '../../contract/replay/messages.ts';
import { rowExpression } from '../../contract/row-expression.ts';
import { Plan } from '../../workbench/replay/plan.ts';
import { Replay } from '../../workbench/replay/replay.ts';
import { type CliCommand, EXIT, type Given } from '../command.ts';
import { duration } from '../figures.ts';
import type { Io } from '../io.ts';
import { positive } from '../numbers.ts';
import { stopOnInterrupt, withSession } from '../on-target.ts';
import { declareRemap, remapFrom } from '../remap-options.ts';

/** Divergences that are printed as they come; the count is always told. */
const PRINTED = 100;

export const replay: CliCommand = {
  name: 'replay',
  summary: 'send the requests of a recording again, and compare what comes of them',
  example: 'zpciwb replay assets/recordings/ism-hello.mcap --target sim:ism --arm --speed max',
  declare: (command) =>
    declareRemap(
      command
        .argument('<recording>', 'recording file')
        .requiredOption('--target <address>', 'function to send them to')
        .option('--arm', 'allow requests that change something')
        .option(
          '--speed <speed>',
          '1 as recorded, 10 ten times as fast, max without waiting, step on every Enter',
          speed,
          1,
        )
        .option('--only <expression>', 'only these rows: FIELD OP VALUE joined by &&')
        .option('--go-on', 'go on after a request that went otherwise')
        .option('--yes', 'the dangerous requests that are listed are meant')
        .option('--record <file>', 'record everything into this new file'),
    ),
  run: async (io, { args: [path = ''], options }) => {
    const matches = rowExpression(options.only ?? 'seq >= 0');
    const plan = await Plan.make(path, matches);
    const { told } = plan;
    for (const danger of told.dangers) io.line(dangerLine(danger));
    const { progress, divergences } = await withSession(options.target, async (session) => {
      stopOnInterrupt(session);
      let printed = 0;
      const sent = (divergence?: Divergence) => {
        if (divergence && printed++ < PRINTED) io.line(divergenceText(divergence));
      };
      const again = new Replay(session, plan, { ...optionsOf(options), matches, sent });
      again.check(options.arm);
      if (options.record) await session.startRecording(options.record);
      if (options.arm) await session.arm(true);
      const endSteps = options.speed === 'step' ? stepOnEnter(io, again) : () => {};
      const progress = await again.run().finally(endSteps);
      return { progress, divergences: again.divergences(0, 10_000).divergences };
    });
    const { latest: _latest, waiting: _waiting, ...end } = progress;
    io.document({ recording: path, target: options.target, plan: told, ...end, diverged: divergences });
    report(io, path, progress);
    if (progress.error) io.complain(progress.error);
    if (progress.error) return EXIT.notReady;
    if (told.damage) io.complain(told.damage);
    if (told.damage) return EXIT.damaged;
    return progress.divergences > 0 || progress.stopped ? EXIT.found : EXIT.fine;
  },
};

const optionsOf = (options: Given['options']) => ({
  speed: options.speed as ReplaySpeed,
  remap: remapFrom(options),
  stopAtDivergence: !options.goOn,
  accepted: Boolean(options.yes),
});

/** Each line on standard input lets one request go; its end ends the replay. */
function stepOnEnter(io: Io, again: Replay): () => void {
  io.line('Press Enter to send each request.');
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => again.step());
  lines.on('close', () => again.noMoreSteps());
  return () => lines.close();
}

function report(io: Io, path: string, { done, total, divergences, stopped, timing, changedWords }: Replay['progress']) {
  const went = divergences === 0 ? 'all as recorded' : `${divergences} otherwise than recorded`;
  io.line(`${path}: ${done} of ${total} requests sent, ${went}${stopped ? ', stopped' : ''}.`);
  if (changedWords > 0) io.line(`${changedWords} addresses inside payloads were changed.`);
  if (timing) for (const line of timingLines(timing)) io.line(line);
}

const dangerLine = ({ seq, kind, why }: Danger) => `Request ${seq}, ${kind}: ${why}`;

const divergenceText = ({ seq, where, differences }: Divergence) =>
  [`DIFFERS: request ${seq} ${where}, recorded -> now:`, ...differences.map(differenceText)].join('\n  ');

function timingLines({ p50, p99, max, histogram }: Timing): string[] {
  const counts = histogram.filter(({ count }) => count > 0);
  return [
    `Off the wanted times: p50 ${duration(p50)}, p99 ${duration(p99)}, max ${duration(max)}`,
    ...counts.map(({ below, count }) => `  ${below ? `below ${duration(below)}` : 'beyond'}: ${count}`),
  ];
}

function speed(text: string): ReplaySpeed {
  if (text === 'max' || text === 'step') return text;
  const factor = Number(text);
  if (Number.isFinite(factor) && factor > 0 && factor <= 1e6) return positive(text);
  throw new InvalidArgumentError('A number above 0, max or step is needed.');
}
