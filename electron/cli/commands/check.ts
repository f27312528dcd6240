import { checkProgram, isFinding, type StepCheck } from '../../contract/programs/check.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { declareEnvironment, inEnvironment } from '../environment-options.ts';
import { withSession } from '../on-target.ts';
import { programFrom, rowsFrom } from '../program-input.ts';

export const check: CliCommand = {
  name: 'check',
  summary: 'which rules a program would break; nothing is sent',
  example: 'zpciwb check assets/programs/refusals.zpci.json --target sim:ism',
  declare: (command) =>
    declareEnvironment(command)
      .argument('<program>', 'program file, or - for standard input')
      .requiredOption('--target <address>', 'function it would run on')
      .option('--rows <file>', 'check with these rows of variables, CSV or JSON, in place of those of the program'),
  run: async (io, { args: [path = ''], options }) => {
    const written = await inEnvironment(await programFrom(io, path), options);
    const program = options.rows ? { ...written, rows: await rowsFrom(options.rows) } : written;
    checkFields(program, path);
    const checks = await withSession(options.target, async (session) =>
      checkProgram(program, await session.functionsFor(program), Number.POSITIVE_INFINITY),
    );
    const findings = checks.filter(isFinding);
    io.document({ program: program.name, target: options.target, findings: findings.length, steps: checks });
    for (const step of checks) for (const line of stepLines(step)) io.line(line);
    io.line(`${checks.length} steps checked, ${findings.length} would surprise.`);
    return findings.length > 0 ? EXIT.found : EXIT.fine;
  },
};

function stepLines(step: StepCheck): string[] {
  const row = step.row === undefined ? '' : `row ${step.row + 1}: `;
  const title = `${row}${step.path} ${step.kind}${step.name ? ` (${step.name})` : ''}`;
  if (step.refused) return [`${title}: cannot be sent: ${step.refused}`];
  if (step.unknown) return [`${title}: not checked: ${step.unknown}`];
  if (!step.predicted) return [];
  const verdict = `${title}: ${step.predicted}${step.expected ? ', as the program expects' : ''}`;
  return [verdict, ...step.broken.map(({ rule, detail }) => `    ${rule}: ${detail}`)];
}
