import { checkProgram, isFinding, type StepCheck } from '../../contract/programs/check.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { loadProgram } from '../../workbench/programs/load.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { withSession } from '../on-target.ts';

export const check: CliCommand = {
  name: 'check',
  summary: 'which rules a program would break; nothing is sent',
  example: 'zpciwb check assets/programs/refusals.zpci.json --target sim:ism',
  declare: (command) =>
    command.argument('<program>', 'program file').requiredOption('--target <address>', 'function it would run on'),
  run: async (io, { args: [path = ''], options }) => {
    const program = await loadProgram(path);
    checkFields(program, path);
    const checks = await withSession(options.target, async (session) =>
      checkProgram(program, await session.functionsFor(program)),
    );
    const findings = checks.filter(isFinding);
    io.document({ program: program.name, target: options.target, findings: findings.length, steps: checks });
    for (const step of checks) for (const line of stepLines(step)) io.line(line);
    io.line(`${checks.length} steps checked, ${findings.length} would surprise.`);
    return findings.length > 0 ? EXIT.found : EXIT.fine;
  },
};

function stepLines(step: StepCheck): string[] {
  const title = `${step.path} ${step.kind}${step.name ? ` (${step.name})` : ''}`;
  if (step.refused) return [`${title}: cannot be sent: ${step.refused}`];
  if (step.unknown) return [`${title}: not checked: ${step.unknown}`];
  if (!step.predicted) return [];
  const verdict = `${title}: ${step.predicted}${step.expected ? ', as the program expects' : ''}`;
  return [verdict, ...step.broken.map(({ rule, detail }) => `    ${rule}: ${detail}`)];
}
