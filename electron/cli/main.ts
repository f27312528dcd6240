import { Command, CommanderError } from 'commander';
import { EXIT_STATUS, errorInfo, errorLine } from '../../native-bridge/contract/errors.ts';
import { findInstallation } from '../serve/installation.ts';
import { type CliCommand, EXIT } from './command.ts';
import { commands } from './commands/index.ts';
import { Io } from './io.ts';

/** Runs one command line; gives the exit status. Errors are one line on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.fine;
  const program = newProgram();
  for (const command of commands)
    declare(program, command, (code) => {
      status = code;
    });
  try {
    await program.parseAsync([...argv]);
    return status;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return usageStatus(thrown);
    const info = errorInfo(thrown);
    say(errorLine(info));
    return EXIT_STATUS[info.code] ?? EXIT.notReady;
  }
}

function newProgram(): Command {
  return new Command('zpciwb')
    .description('Inspect and drive PCI functions of IBM Z through Linux VFIO.')
    .version(findInstallation().version)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: () => {}, writeErr: () => {} });
}

function declare(
  program: Command,
  { name, summary, example, declare, run }: CliCommand,
  done: (status: number) => void,
): void {
  const command = program
    .command(name)
    .summary(summary)
    .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)
    .option('--json', 'print one JSON document and nothing else')
    .addHelpText('after', `\nExample:\n  ${example}`);
  declare?.(command);
  command.action(async () =>
    done(await run(new Io(Boolean(command.opts().json)), { args: command.args, options: command.opts() })),
  );
}

/** Help and version are fine; everything else commander refuses is wrong usage, said in one line with the way to help. */
function usageStatus(error: CommanderError): number {
  if (error.exitCode === 0) return EXIT.fine;
  const said = error.code === 'commander.help' ? 'no command was given' : error.message;
  const message = said.replace(/^error: /, '').replaceAll('\n', ' ');
  say(`${message}${/[.?!)]$/.test(message) ? '' : '.'} See zpciwb --help.`);
  return EXIT.usage;
}

const say = (line: string) => process.stderr.write(`zpciwb: ${line.replaceAll('\n', ' ')}\n`);
