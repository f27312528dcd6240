import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { PATIENCE_MS } from '../../../native-bridge/contract/limits.ts';
import type { Machine } from '../../contract/remote-address.ts';
import type { Ending } from '../bridge-client/child.ts';
import { OLDEST_NODE } from './host-script.ts';
import { knownHostName, sshByHand } from './ssh-client.ts';

/** What went wrong, and what to do about it; `command` is what a person can copy. */
interface Failure {
  readonly code: string;
  message(where: string, words: string): string;
  readonly next: string;
  command?(machine: Machine): string;
  /** It may be otherwise in a moment: worth another try without anybody doing something. */
  readonly passes?: true;
}

/** What the ssh client or sudo wrote -> what it means. The first that matches a line counts: the most telling come first. */
const WRITTEN: readonly (Failure & { readonly pattern: RegExp })[] = [
  {
    pattern: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    code: 'host-key-changed',
    message: (where) =>
      `${where} answers with another host key than the one that is known: it was installed anew, or it is not that machine.`,
    next: 'Ask whoever runs it for its new fingerprint; only when it is right, forget the old key, then connect once by hand.',
    command: (machine) => `ssh-keygen -R '${knownHostName(machine)}'`,
  },
  {
    pattern: /Host key verification failed/,
    code: 'host-key-unknown',
    message: (where) => `${where} is not in known_hosts: nobody has confirmed its host key yet.`,
    next: 'Connect once by hand, compare the fingerprint, and accept it.',
    command: sshByHand,
  },
  {
    pattern: /Permission denied \(|Too many authentication failures|agent refused operation/,
    code: 'key-refused',
    message: (where) => `${where} does not accept the key of this user.`,
    next: 'Load the key into the agent (ssh-add), or have your public key added to ~/.ssh/authorized_keys there. Passwords are not asked for.',
    command: (machine) => sshByHand(machine).replace(/^ssh/, 'ssh-copy-id'),
  },
  {
    pattern: /Could not resolve hostname/,
    code: 'no-such-host',
    message: (where) => `There is no machine ${where}: its name is not known.`,
    next: 'Check the name, and that the network is up.',
    passes: true,
  },
  {
    pattern: /Connection refused/,
    code: 'connection-refused',
    message: (where) => `${where} refuses the connection: no ssh server listens there.`,
    next: 'Check the port, and that sshd runs on the machine.',
    passes: true,
  },
  {
    pattern: /timed out|Timeout, server/,
    code: 'connection-timeout',
    message: (where) => `${where} does not answer.`,
    next: 'Check that the machine is up and that the network or a firewall lets ssh through.',
    command: sshByHand,
    passes: true,
  },
  {
    pattern: /No route to host|Network is unreachable|Host is down/,
    code: 'unreachable',
    message: (where) => `${where} cannot be reached from here.`,
    next: 'Check the network, or the jump host in the ssh configuration.',
    command: sshByHand,
    passes: true,
  },
  {
    pattern: /Bad configuration option|Bad owner or permissions|bad configuration options|Unsupported option/i,
    code: 'ssh-config',
    message: (_, words) => `The ssh client does not accept its configuration: ${words}.`,
    next: 'Mend that line of ~/.ssh/config.',
  },
  {
    pattern: /sudo: .*(password|terminal|askpass)/i,
    code: 'sudo-password',
    message: (where) => `sudo on ${where} asks for a password, and nobody is there to type it.`,
    next: 'Allow it without one in /etc/sudoers.d, or leave ?sudo=1 out and give the user access to /dev/vfio.',
    command: ({ user = 'USER' }) => `echo '${user} ALL=(root) NOPASSWD: ALL' | sudo tee /etc/sudoers.d/zpciwb`,
  },
  {
    pattern: /sudo: (command )?not found|sudo: No such file|not in the sudoers|may not run sudo|not allowed to execute/,
    code: 'sudo-refused',
    message: (where, words) => `sudo does not start the bridge program on ${where}: ${words}.`,
    next: 'Allow the user to run it in /etc/sudoers.d, or leave ?sudo=1 out.',
  },
  {
    pattern: /closed by remote host|Connection (closed|reset)|Broken pipe|disconnect/,
    code: 'connection-closed',
    message: (where, words) => `The connection to ${where} was closed: ${words}.`,
    next: 'Check that the machine is up and lets this user in.',
    command: sshByHand,
    passes: true,
  },
];

/** What the script on the other machine said after `fail`. */
const SAID: Readonly<Record<string, Failure>> = {
  'no-node': {
    code: 'no-node',
    message: (where) => `${where} has no Node.js that can be found without an interactive login.`,
    next: `Install Node.js ${OLDEST_NODE} or newer there.`,
    command: () => 'apt-get install nodejs',
  },
  'old-node': {
    code: 'node-too-old',
    message: (where, words) =>
      `Node.js on ${where} is too old: ${words}. The bridge program needs ${OLDEST_NODE} or newer.`,
    next: `Install Node.js ${OLDEST_NODE} or newer there.`,
  },
  machine: {
    code: 'unsupported-machine',
    message: (where, words) => `${where} is a ${words} machine; this workbench brings no addon for it.`,
    next: 'Use a machine with Linux on s390x, x86-64 or 64-bit ARM.',
  },
  cache: {
    code: 'cache-not-writable',
    message: (where, words) => `The bridge program cannot be put on ${where}: ${words}.`,
    next: 'Make ~/.cache writable for the user there and see that the disk has room, or set XDG_CACHE_HOME to a folder that is.',
  },
  noexec: {
    code: 'cache-noexec',
    message: (where, words) => `Programs may not run from ${words} on ${where}: it is mounted with noexec.`,
    next: 'Set XDG_CACHE_HOME to a folder on another file system for that user, for all shells.',
  },
};

/** What the script's `fail REASON DETAILS` means. */
export function saidFailure(machine: Machine, reason: string, details: string, stderr: readonly string[]): ErrorInfo {
  const failure = SAID[reason];
  return failure ? tell(machine, failure, details, stderr) : unknown(machine, `${reason} ${details}`, stderr);
}

/**
 * Why the ssh client ended. `started`: the bridge program ran, so that an end without a word of the client is the bridge program's own.
 * `said`: what the login shell printed in place of what was expected.
 */
export function endingFailure(machine: Machine, ending: Ending, started: boolean, said: string): ErrorInfo {
  const { stderr, closed, how, words } = ending;
  if (ending.missing) return noClient(how);
  if (closed.code === 'host-silent') return { ...closed, details: { stderr } };
  if (closed.code === 'silent') return lostLink(machine, stderr);
  if (closed.code === 'handshake-timeout') return tooSlow(machine, closed, stderr);
  const found = WRITTEN.map((failure) => ({ failure, line: stderr.find((line) => failure.pattern.test(line)) })).find(
    ({ line }) => line !== undefined,
  );
  if (found) return tell(machine, found.failure, found.line!.trim().replace(/\.$/, ''), stderr);
  if (started) return bridgeGone(machine, ending.status === SSH_FAILED ? KILLED : how, words, stderr);
  if (ending.status === SSH_FAILED) return unknown(machine, words ?? how, stderr);
  return noShell(machine, [said, words].filter(Boolean).join(' ') || how, stderr);
}

/** True when another try may go better although nobody does anything. */
export function mayPass({ code }: ErrorInfo): boolean {
  return PASSING.has(code);
}

const PASSING: ReadonlySet<string> = new Set([
  ...WRITTEN.filter(({ passes }) => passes).map(({ code }) => code),
  'ssh-failed',
  'host-silent',
  'bridge-gone',
  'handshake-timeout',
  'closed',
]);

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
