import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { EXIT_STATUS, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { Program } from '../../contract/program.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { rowText } from '../../contract/programs/rows.ts';
import { placedSteps } from '../../contract/programs/steps.ts';
import type { ProgramResult, RunHooks, RunStep } from '../../workbench/programs/run.ts';
import { runDocument } from '../../workbench/programs/run-document.ts';
import { rowOf } from '../../workbench/programs/run-results.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { countDocument, counted, declareCount, tellCount } from '../count-option.ts';
import { acceptDangers, declareDangers } from '../danger-option.ts';
import { declareEnvironment, inEnvironment } from '../environment-options.ts';
import { duration } from '../figures.ts';
import type { Io } from '../io.ts';
import { JunitFile } from '../junit.ts';
import { byteCount } from '../numbers.ts';
import { stopOnInterrupt, withSession } from '../on-target.ts';
import { programFrom, rowsFrom } from '../program-input.ts';
import { Progress } from '../progress.ts';
import { declareRunOptions, runOptions } from '../run-options.ts';

/** Steps listed in the JSON document; a longer run is summed up. */
const MAX_LISTED = 10_000;

export const run: CliCommand = {
  name: 'run',
  summary: 'run a program, one request at a time',
  example: 'zpciwb run assets/programs/ism-hello.zpci.json --target sim:ism --arm',
  declare: (command) =>
    declareEnvironment(
      declareRunOptions(
        declareCount(declareDangers(command))
          .argument('<program>', 'program file, or - for standard input')
          .requiredOption('--target <address>', 'function to run it on')
          .option('--arm', 'allow requests that change something')
          .option('--rows <file>', 'run with these rows of variables, CSV or JSON, in place of those of the program'),
      ),
    )
      .option('--record <file>', 'record everything into this new file')
      .option('--rotate <size>', 'record into a next file after so much: 1GiB, 500MB, a number of bytes', byteCount)
      .option('--junit <file>', 'write the steps as JUnit XML'),
  run: async (io, { args: [path = ''], options }) => {
    const written = await inEnvironment(await programFrom(io, path), options);
    const program = options.rows ? { ...written, rows: await rowsFrom(options.rows) } : written;
    const how = runOptions(options);
    checkFields(program, path);
    if (!options.arm) refuseWrites(program);
    const steps: RunStep[] = [];
    const { result, document, ...count } = await withSession(options.target, async (session) => {
      stopOnInterrupt(session);
      const junit = options.junit ? new JunitFile(options.junit, program) : undefined;
      if (options.record) await session.startRecording(options.record, options.rotate);
      acceptDangers(session, options);
      if (options.arm) await session.arm(true);
      const show = stepPrinter(io, program);
      const told: RunHooks['step'] = (step, done, total) => {
        if (steps.length < MAX_LISTED) steps.push(step);
        junit?.add(rowOf(step, done - 1));
        show(step, done, total);
      };
      const ended = await counted(session, options, () => session.runProgram(program, how, told).finished);
      junit?.end();
      return { ...ended, document: runDocument(session.programRun) };
    });
    io.document({ ...document, steps, totals: document.steps, ...countDocument(count) });
    io.line(`${program.name}: ${result.done} of ${result.total} steps, ${endText(result)}.`);
    return Math.max(exitStatus(result), tellCount(io, count));
  },
};

/** Steps of one row are told line by line; of many rows only the failed ones are, and how far it is. */
function stepPrinter(io: Io, { rows }: Program) {
  const progress = new Progress('Steps');
  return (step: RunStep, done: number, total: number) => {
    if (!rows || step.failure) {
      progress.clear();
      io.line(stepLine(step, done, total));
    } else if (!io.json) progress.show(done, total);
    if (done === total) progress.clear();
  };
}

function endText({ ended, failed, failure, elapsedMs }: ProgramResult): string {
  const took = `after ${(elapsedMs / 1000).toFixed(1)} s`;
  if (ended === 'failed') return `failed at ${failure?.path}`;
  const found = failed > 0 ? `${failed} failed, first ${failure?.path}` : 'all as expected';
  if (ended === 'stopped') return failed > 0 ? `stopped ${took}, ${found}` : 'stopped';
  if (ended === 'max-steps') return `ended by --max-steps, ${found}`;
  return ended === 'max-seconds' ? `ended by --max-seconds ${took}, ${found}` : found;
}

function stepLine(
  { path, kind, name, outcome, failure, values, row, iteration }: RunStep,
  done: number,
  total: number,
) {
  const place = values?.size
    ? ` [${iteration ? `iteration ${iteration + 1}, ` : ''}row ${(row ?? 0) + 1}: ${rowText(values)}]`
    : '';
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  const title = `${count}${place} ${path} ${kind}${name ? ` (${name})` : ''}`;
  if (failure) return `${title}: FAILED: ${failure}`;
  if (!outcome) return title;
  const status = outcome.errno ? errnoName(outcome.errno) : outcome.status;
  return `${title}: ${status}, ${duration(outcome.durationNs)}${outcome.path ? `, ${outcome.path}` : ''}`;
}

/** A failed step is a finding, unless the reason is the machine or the program itself. */
function exitStatus({ failed, stopped, failure }: ProgramResult): number {
  if (!failed) return stopped ? EXIT.found : EXIT.fine;
  const { code } = failure?.error ?? {};
  return code === undefined ? EXIT.found : (EXIT_STATUS[code] ?? EXIT.notReady);
}

function refuseWrites(program: Program): void {
  for (const { step } of placedSteps(program.steps))
    if (step.kind !== 'pause' && requestKind(step.kind).writes) throw notArmed(step.kind);
}

const notArmed = (kind: string) =>
  new WorkbenchError({
    code: 'not-armed',
    message: `The program sends ${kind}, which changes something, and the target is read-only.`,
    next: 'Add --arm, or use check.',
  });
