import { checkProgram, isFinding, MAX_CHECKED } from '../../contract/programs/check.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { stepLines, summedUp } from '../check-lines.ts';
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
      .option('--rows <file>', 'check with these rows of variables, CSV or JSON, in place of those of the program')
      .option('--all', 'a line for each row instead of one for each step'),
  run: async (io, { args: [path = ''], options }) => {
    const written = await inEnvironment(await programFrom(io, path), options);
    const program = options.rows ? { ...written, rows: await rowsFrom(options.rows) } : written;
    checkFields(program, path);
    const { steps, cut } = await withSession(options.target, async (session) =>
      checkProgram(program, await session.functionsFor(program), Number.POSITIVE_INFINITY),
    );
    const findings = steps.filter(isFinding);
    io.document({ program: program.name, target: options.target, findings: findings.length, cut, steps });
    const lines = options.all ? steps.flatMap((step) => stepLines(step)) : summedUp(program, steps);
    for (const line of lines) io.line(line);
    io.line(`${steps.length} steps checked, ${findings.length} would surprise.`);
    if (cut) io.line(`Steps behind the first ${MAX_CHECKED} were not looked at.`);
    return findings.length > 0 ? EXIT.found : EXIT.fine;
  },
};
