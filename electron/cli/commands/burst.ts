import { Option } from 'commander';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import { burstSpecSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import type { BurstTotals } from '../../workbench/burst-totals.ts';
import { type CliCommand, EXIT, type Given } from '../command.ts';
import { countDocument, counted, declareCount, tellCount } from '../count-option.ts';
import { acceptDangers, declareDangers } from '../danger-option.ts';
import { duration, quantity, size } from '../figures.ts';
import { byteCount, integer, positive, unsigned } from '../numbers.ts';
import { stopOnInterrupt, withSession } from '../on-target.ts';

const WRITES = new Set(['pcistb', 'region.write']);

export const burst: CliCommand = {
  name: 'burst',
  summary: 'store or load as fast as it goes, and say how fast that was',
  example: 'zpciwb burst --target sim:ism --arm --op pcistb --len 4096 --seconds 1',
  declare: (command) =>
    declareCount(declareDangers(command))
      .requiredOption('--target <address>', 'function to use')
      .option('--arm', 'allow requests that change something')
      .addOption(new Option('--op <kind>').choices([...burstSpecSchema.shape.op.options]).default('pcistb'))
      .requiredOption('--len <bytes>', 'bytes of one operation', integer)
      .option('--space <number>', 'address space or region', integer, 0)
      .option('--offset <address>', 'where to start; 0 when not given', unsigned)
      .option('--stride <bytes>', 'step from one operation to the next', integer, 0)
      .option('--span <bytes>', 'wrap to the start after this many bytes', integer, 0)
      .option('--seconds <s>', 'end after this time', positive)
      .option('--count <n>', 'end after this many operations', integer)
      .option('--rate <n>', 'operations a second, instead of as fast as it goes', positive)
      .option(
        '--threads <n>',
        'threads that share the operations, 1 to 8; more than one on live functions only',
        integer,
      )
      .option('--path <path>', 'store path, instead of the default one')
      .option('--data <hex>', 'payload; repeated when shorter')
      .option('--record <file>', 'record every operation into this new file')
      .option('--rotate <size>', 'record into a next file after so much: 1GiB, 500MB, a number of bytes', byteCount),
  run: async (io, { options }) => {
    const spec = burstSpec(options);
    if (WRITES.has(spec.op) && !options.arm) throw notArmed(spec.op);
    const { result: totals, ...count } = await withSession(options.target, async (session) => {
      stopOnInterrupt(session);
      if (options.record) await session.startRecording(options.record, options.rotate);
      acceptDangers(session, options);
      if (options.arm) await session.arm(true);
      return counted(session, options, () => session.startBurst(spec).finished);
    });
    io.document({ target: options.target, op: spec.op, length: spec.length, ...totals, ...countDocument(count) });
    for (const line of totalLines(totals)) io.line(line);
    return Math.max(totals.errors > 0 ? EXIT.found : EXIT.fine, tellCount(io, count));
  },
};

function burstSpec(options: Given['options']) {
  const { op, space, offset, len: length, stride, span, seconds, count, rate, threads, path, data } = options;
  const limits = seconds === undefined && count === undefined ? { seconds: 1 } : { seconds, count };
  const given = { op, space, offset, length, stride, span, rate, threads, path, ...limits };
  const parsed = burstSpecSchema.safeParse(data === undefined ? given : { ...given, data: parseHex(data) ?? data });
  if (parsed.success) return parsed.data;
  throw new WorkbenchError({
    code: 'usage',
    message: `burst: ${issueLine(parsed.error, 'options')}.`,
    next: 'See zpciwb burst --help.',
  });
}

function totalLines(totals: BurstTotals): string[] {
  const {
    ops,
    bytes,
    errors,
    operations,
    dropped,
    spanNs,
    opsPerSecond,
    bytesPerSecond,
    p50,
    p90,
    p99,
    max,
    modelled,
    path,
  } = totals;
  const clock = modelled ? ' (modelled time)' : '';
  return [
    `${ops} operations, ${size(bytes)} in ${duration(spanNs)}${clock}${path ? ` through ${path}` : ''}`,
    `${quantity(opsPerSecond)} ops/s, ${size(bytesPerSecond)}/s${clock}`,
    `latency p50 ${duration(p50)}, p90 ${duration(p90)}, p99 ${duration(p99)}, max ${duration(max)}${clock}`,
    `${operations} device operations, ${errors} errors`,
    ...(dropped > 0
      ? [`${dropped} operations were made faster than they could be kept: counted, but without times`]
      : []),
  ];
}

const notArmed = (op: string) =>
  new WorkbenchError({
    code: 'not-armed',
    message: `A burst of ${op} changes something, and the target is read-only.`,
    next: 'Add --arm.',
  });
