import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import type { Machine } from '../../contract/remote-address.ts';
import { OLDEST_NODE } from './host-script.ts';
import { knownHostName, sshByHand } from './ssh-client.ts';

/** What went wrong, and what to do about it; `command` is what a person can copy. */
export interface Failure {
  readonly code: string;
  message(where: string, words: string): string;
  readonly next: string;
  command?(machine: Machine): string;
  /** It may be otherwise in a moment: worth another try without anybody doing something. */
  readonly passes?: true;
  /** It keeps the bridge program from starting: once that has answered, such a line is a warning of no account. */
  readonly beforeStart?: true;
}

/** What the ssh client or sudo wrote -> what it means. The first that matches a line counts: the most telling come first. */
export const WRITTEN: readonly (Failure & { readonly pattern: RegExp })[] = [
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
    next: 'Passwords are not asked for: load the key into the agent (ssh-add), or have your public key added to ~/.ssh/authorized_keys there.',
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
    command: (machine) => sudoersLine(`${userOf(machine)} ALL=(root) NOPASSWD: ALL`),
    beforeStart: true,
  },
  {
    pattern: /\bsudo\W*: (command not found|not found|No such file)/,
    code: 'no-sudo',
    message: (where) => `There is no sudo on ${where}.`,
    next: 'Leave ?sudo=1 out and give the user access to /dev/vfio, or install it.',
    command: () => 'apt-get install sudo',
    beforeStart: true,
  },
  {
    pattern: /sudo: .*must have a tty/,
    code: 'sudo-refused',
    message: (where) => `sudo on ${where} works in a terminal only (requiretty), and there is none.`,
    next: 'Take that back for this user in /etc/sudoers.d.',
    command: (machine) => sudoersLine(`Defaults:${userOf(machine)} !requiretty`, '-a '),
    beforeStart: true,
  },
  {
    pattern: /closed by remote host|Connection (closed|reset)|Broken pipe|disconnect/,
    code: 'connection-closed',
    message: (where, words) => `The connection to ${where} was closed: ${words}.`,
    next: 'Check that the machine is up and lets this user in.',
    command: sshByHand,
    passes: true,
  },
  {
    // Behind what ends a connection: some lines of sudo are warnings, as not being able to resolve its own name always is.
    pattern: /not in the sudoers|not allowed to execute|^sudo: (?!unable to resolve)/,
    code: 'sudo-refused',
    message: (where, words) => `sudo does not start the bridge program on ${where}: ${words}.`,
    next: 'Allow the user to run it in /etc/sudoers.d, or leave ?sudo=1 out.',
    command: (machine) => sudoersLine(`${userOf(machine)} ALL=(root) NOPASSWD: ALL`),
    beforeStart: true,
  },
];

const userOf = ({ user = 'USER' }: Machine) => user;

/** `how`: `-a ` keeps what the file has. */
const sudoersLine = (line: string, how = '') => `echo '${line}' | sudo tee ${how}/etc/sudoers.d/zpciwb`;

/** What the script on the other machine said after `fail`. */
export const SAID: Readonly<Record<string, Failure>> = {
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
