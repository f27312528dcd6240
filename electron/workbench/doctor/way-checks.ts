import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** A step on the way to a bridge program, and the errors by which it fails. */
interface Step {
  readonly id: string;
  readonly title: string;
  /** What is said when it is behind us. */
  readonly done: string;
  readonly codes: readonly string[];
}

const BRIDGE: Step = { id: 'bridge', title: 'Bridge program', done: 'It runs.', codes: [] };

/** On this machine. */
export const LOCAL_WAY: readonly Step[] = [BRIDGE];

/** Through ssh, in the order it goes. What is not named by an earlier step is the bridge program's, as sudo that does not start it. */
export const SSH_WAY: readonly Step[] = [
  { id: 'ssh-client', title: 'ssh client', done: 'It is here.', codes: ['no-ssh', 'ssh-config'] },
  {
    id: 'ssh-host',
    title: 'The way to the host',
    done: 'It answers.',
    codes: ['no-such-host', 'connection-refused', 'connection-timeout', 'unreachable', 'ssh-failed'],
  },
  { id: 'ssh-host-key', title: 'Its host key', done: 'It is known.', codes: ['host-key-changed', 'host-key-unknown'] },
  { id: 'ssh-key', title: 'Your key', done: 'It is accepted.', codes: ['key-refused'] },
  {
    id: 'ssh-login',
    title: 'Login',
    done: 'The login shell runs commands.',
    codes: ['bad-shell', 'host-silent', 'connection-closed'],
  },
  { id: 'ssh-node', title: 'Node.js there', done: 'It is new enough.', codes: ['no-node', 'node-too-old'] },
  { ...BRIDGE, done: 'It is in place and runs.' },
];

/** A way that was gone to its end, or up to the step that failed with `error`; the steps behind that were not tried. */
export function wayChecks(way: readonly Step[], error?: ErrorInfo): Check[] {
  const broken = error ? brokenStep(way, error) : way.length;
  return way.map(({ id, title, done }, index) => {
    if (error && index === broken) return { id, title, ...failure(error) };
    if (index < broken) return { id, title, status: 'ok', message: done };
    return { id, title, status: 'skipped', message: `Cannot be told: see "${way[broken]!.title}".` };
  });
}

/** An error as a finding: its command apart, where it has one. */
export function failure({ message, next, details }: ErrorInfo): Omit<Check, 'id' | 'title'> {
  const command = typeof details?.command === 'string' ? details.command : undefined;
  const remedy = command && next?.endsWith(command) ? next.slice(0, -command.length).replace(/:\s*$/, '.') : next;
  return { status: 'failed', message, remedy, command };
}

function brokenStep(way: readonly Step[], { code }: ErrorInfo): number {
  const index = way.findIndex(({ codes }) => codes.includes(code));
  return index < 0 ? way.length - 1 : index;
}

/** Errors that are about what was asked rather than about what was found. */
const ABOUT_THE_QUESTION = new Set(['bad-address', 'unknown-target', 'no-such-file', 'usage']);

/** Throws an error on that says the question was wrong. */
export function askedWell(info: ErrorInfo): ErrorInfo {
  if (ABOUT_THE_QUESTION.has(info.code)) throw new WorkbenchError(info);
  return info;
}
