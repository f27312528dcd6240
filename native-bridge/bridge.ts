import { version } from '../package.json';
import { runStdio } from './bridge/stdio.ts';

/** The bridge program: owns the device files, answers the workbench on stdin and stdout, logs on stderr. */

const HELP = `Usage: bridge --stdio | --version | --help

Opens PCI functions through VFIO for zPCI Workbench. The workbench starts it, on this machine or through ssh, and speaks to it
over stdin and stdout; it is not meant to be used by hand.

  --stdio    answer frames on stdin with frames on stdout, until stdin closes
  --version  print the version
  --help     print this text

Example: ssh user@host node bridge.mjs --stdio
`;

const USAGE_STATUS = 2;

async function main(options: readonly string[]): Promise<void> {
  const [option, ...others] = options;
  if (option === '--stdio' && others.length === 0) process.exitCode = await runStdio(version);
  else if (option === '--version') process.stdout.write(`${version}\n`);
  else if (option === '--help') process.stdout.write(HELP);
  else refuse(options);
  process.exit();
}

function refuse(options: readonly string[]): void {
  process.stderr.write(`bridge: unknown options "${options.join(' ')}". Use --stdio, --version or --help.\n`);
  process.exitCode = USAGE_STATUS;
}

await main(process.argv.slice(2));
