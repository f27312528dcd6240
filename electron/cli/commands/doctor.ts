import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { diagnose } from '../../workbench/doctor/diagnose.ts';
import { restoreTarget } from '../../workbench/doctor/rebind.ts';
import { type CliCommand, EXIT } from '../command.ts';
import type { Io } from '../io.ts';
import { withBridges } from '../on-target.ts';

export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'what is missing to open a target here or on another machine, with the command that mends it',
  example: 'zpciwb doctor sim:ism',
  declare: (command) =>
    command
      .argument('[target]', 'target address, or ssh://user@host for a machine; this machine when left out')
      .option('--restore', 'give back a function that a workbench bound which was killed'),
  run: (io, { args: [address = ''], options }) => (options.restore ? restore(io, address) : examine(io, address)),
};

async function examine(io: Io, address: string): Promise<number> {
  const tell = (check: Check) => {
    for (const line of lines(check)) io.line(line);
  };
  const checks = await withBridges((bridges) => diagnose(bridges, address, tell));
  const bad = checks.filter(({ status }) => status === 'failed');
  io.document({ target: address, ready: bad.length === 0, checks });
  io.line();
  io.line(bad.length === 0 ? 'Ready.' : `Not ready. To be mended: ${bad.map(({ title }) => title).join(', ')}.`);
  return bad.length === 0 ? EXIT.fine : EXIT.notReady;
}

async function restore(io: Io, address: string): Promise<number> {
  const { driver } = await withBridges((bridges) => restoreTarget(bridges, address));
  io.document({ target: address, driver });
  io.line(`${address} is ${driver ? `bound to ${driver}` : 'without a driver'} again.`);
  return EXIT.fine;
}

const MARKS = { ok: '✓', warning: '!', failed: '✗', skipped: '-' };

/** Checks are told as they come, so the width of the title column is fixed. */
const TITLE = 24;

/** A check, and below it what to do: the command on a line of its own, to be copied. */
function lines({ title, status, message, remedy, command }: Check): string[] {
  const indent = ' '.repeat(2 + TITLE);
  return [
    `${MARKS[status]} ${title.padEnd(TITLE)}${message}`,
    ...(remedy ? [`${indent}${remedy}`] : []),
    ...(command ? [`${indent}  ${command}`] : []),
  ];
}
