import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { EXIT_STATUS, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { Program } from '../../contract/program.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { placedSteps } from '../../contract/programs/steps.ts';
import type { ProgramResult, StepResult } from '../../workbench/programs/run.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { duration } from '../figures.ts';
import type { Io } from '../io.ts';
import { junitText, MAX_CASES } from '../junit.ts';
import { byteCount } from '../numbers.ts';
import { stopOnInterrupt, withSession } from '../on-target.ts';
import { programFrom } from '../program-input.ts';
import { writeText } from '../write-text.ts';

export const run: CliCommand = {
  name: 'run',
  summary: 'run a program, one request at a time',
  example: 'zpciwb run assets/programs/ism-hello.zpci.json --target sim:ism --arm',
  declare: (command) =>
    command
      .argument('<program>', 'program file, or - for standard input')
      .requiredOption('--target <address>', 'function to run it on')
      .option('--arm', 'allow requests that change something')
      .option('--record <file>', 'record everything into this new file')
      .option('--rotate <size>', 'record into a next file after so much: 1GiB, 500MB, a number of bytes', byteCount)
      .option('--junit <file>', 'write the steps as JUnit XML'),
  run: async (io, { args: [path = ''], options }) => {
    const program = await programFrom(io, path);
    checkFields(program, path);
    if (!options.arm) refuseWrites(program);
    const steps: StepResult[] = [];
    const result = await withSession(options.target, async (session) => {
      stopOnInterrupt(session);
      if (options.record) await session.startRecording(options.record, options.rotate);
      if (options.arm) await session.arm(true);
      return session.runProgram(program, (step, done, total) => {
        if (steps.length < MAX_CASES) steps.push(step);
        io.line(stepLine(step, done, total));
      }).finished;
    });
    if (options.junit) await writeText(options.junit, junitText(program, steps, result));
    report(io, program, result, steps);
    return exitStatus(result);
  },
};

function report(io: Io, program: Program, result: ProgramResult, steps: readonly StepResult[]): void {
  const { done, total, failed, stopped, failure } = result;
  io.document({ program: program.name, done, total, failed, stopped, failure: failure?.failure, steps });
  const end = failed ? `failed at ${failure?.path}` : stopped ? 'stopped' : 'all as expected';
  io.line(`${program.name}: ${done} of ${total} steps, ${end}.`);
}

function stepLine({ path, kind, name, outcome, failure }: StepResult, done: number, total: number): string {
  const title = `${String(done).padStart(String(total).length)}/${total} ${path} ${kind}${name ? ` (${name})` : ''}`;
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
