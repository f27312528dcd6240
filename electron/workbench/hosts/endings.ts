import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { PATIENCE_MS } from '../../../native-bridge/contract/limits.ts';
import type { Machine } from '../../contract/remote-address.ts';
import type { Ending } from '../bridge-client/child.ts';
import { type Failure, SAID, WRITTEN } from './failures.ts';
import { sshByHand } from './ssh-client.ts';

/** What the script's `fail REASON DETAILS` means. */
export function saidFailure(machine: Machine, reason: string, details: string, stderr: readonly string[]): ErrorInfo {
  const failure = SAID[reason];
  return failure ? tell(machine, failure, details, stderr) : unknown(machine, `${reason} ${details}`, stderr);
}

/** How far a machine was reached: the script was `looking` around, has handed over to the bridge program, which has `answered`. */
export type Stage = 'looking' | 'started' | 'answered';

/**
 * Why the ssh client ended. Once the bridge program was started, an end without a word of the client is the bridge program's own.
 * `said`: what the login shell printed in place of what was expected.
 */
export function endingFailure(machine: Machine, ending: Ending, stage: Stage, said: string): ErrorInfo {
  const { stderr, closed, how, words } = ending;
  if (ending.missing) return noClient(how);
  if (closed.code === 'host-silent') return { ...closed, details: { stderr } };
  if (closed.code === 'silent') return lostLink(machine, stderr);
  if (closed.code === 'handshake-timeout') return tooSlow(machine, closed, stderr);
  const possible = WRITTEN.filter(({ beforeStart }) => !(beforeStart && stage === 'answered'));
  const found = possible
    .map((failure) => ({ failure, line: stderr.find((line) => failure.pattern.test(line)) }))
    .find(({ line }) => line !== undefined);
  if (found) return tell(machine, found.failure, found.line!.trim().replace(/\.$/, ''), stderr);
  if (stage !== 'looking') return bridgeGone(machine, ending.status === SSH_FAILED ? KILLED : how, words, stderr);
  if (ending.status === SSH_FAILED) return unknown(machine, words ?? how, stderr);
  return noShell(machine, [said, words].filter(Boolean).join(' ') || how, stderr);
}

/** Exit status of the client for failures of its own. */
const SSH_FAILED = 255;

/** The client tells a command that was killed and a connection that broke with the same status. */
const KILLED = 'it was killed, or the connection broke';

export const hostSilent = (machine: Machine, seconds: number): ErrorInfo => ({
  code: 'host-silent',
  message: `${nameOf(machine)} let us in, but has not started the bridge program within ${seconds} s.`,
  next: 'Check that its login shell runs a command at once, without waiting for anything.',
});

function tell(machine: Machine, failure: Failure, words: string, stderr: readonly string[]): ErrorInfo {
  const { code, message, next } = failure;
  const command = failure.command?.(machine);
  const details = { ...(command && { command }), stderr };
  return { code, message: message(nameOf(machine), words), next: withCommand(next, command), details };
}

/** The next step with the command for it at its end, as everywhere: `Install it: apt-get install openssh-client` */
const withCommand = (next: string, command: string | undefined) =>
  command ? `${next.replace(/\.$/, '')}: ${command}` : next;

const noClient = (how: string): ErrorInfo => ({
  code: 'no-ssh',
  message: `There is no ssh client on this machine: ${how}.`,
  next: withCommand('Install it.', 'apt-get install openssh-client'),
  details: { command: 'apt-get install openssh-client' },
});

const unknown = (machine: Machine, words: string, stderr: readonly string[]): ErrorInfo => ({
  code: 'ssh-failed',
  message: `ssh did not get to ${nameOf(machine)}: ${words}.`,
  next: withCommand('Try it by hand.', sshByHand(machine)),
  details: { command: sshByHand(machine), stderr },
});

const noShell = (machine: Machine, words: string, stderr: readonly string[]): ErrorInfo => ({
  code: 'bad-shell',
  message: `The login shell on ${nameOf(machine)} did not run the command: ${words}.`,
  next: withCommand(
    'Give the user a login shell that runs commands, and keep its start-up files from ending or printing without end. Look.',
    `${sshByHand(machine)} echo works`,
  ),
  details: { command: `${sshByHand(machine)} echo works`, stderr },
});

const lostLink = (machine: Machine, stderr: readonly string[]): ErrorInfo => ({
  code: 'connection-timeout',
  message: `${nameOf(machine)} has not answered for ${PATIENCE_MS / 1000} s: the connection is given up.`,
  next: withCommand('Check that the machine is up and the network in between.', sshByHand(machine)),
  details: { command: sshByHand(machine), stderr },
});

const tooSlow = (machine: Machine, closed: ErrorInfo, stderr: readonly string[]): ErrorInfo => ({
  ...closed,
  message: `${nameOf(machine)}: ${closed.message}`,
  next: 'See what keeps the machine so busy, and that node runs there at all.',
  details: { stderr },
});

const bridgeGone = (
  machine: Machine,
  how: string,
  words: string | undefined,
  stderr: readonly string[],
): ErrorInfo => ({
  code: 'bridge-gone',
  message: `The bridge program on ${nameOf(machine)} is gone: ${how}${words ? ` (it said: ${words})` : ''}.`,
  next: 'Open the target again; everything up to now stays readable.',
  details: { stderr },
});

const nameOf = ({ user, host, port }: Machine) =>
  `${user ? `${user}@` : ''}${host}${port === undefined ? '' : `:${port}`}`;
