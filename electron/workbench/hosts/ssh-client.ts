import type { Machine } from '../../contract/remote-address.ts';

/**
 * What is asked of the system's ssh client beyond the person's own configuration, which stays as it is: keys, agent, jump hosts,
 * known_hosts, host key checks. Nothing prompts, and nothing that the configuration adds for interactive use gets in the way.
 */
const OPTIONS = {
  BatchMode: 'yes',
  ConnectTimeout: '10',
  // A dead link is noticed after 15 s, as the heartbeat of both programs does.
  ServerAliveInterval: '5',
  ServerAliveCountMax: '3',
  ClearAllForwardings: 'yes',
  ForwardX11: 'no',
  PermitLocalCommand: 'no',
  RemoteCommand: 'none',
  RequestTTY: 'no',
  // What went wrong is read from its messages: neither silenced nor buried.
  LogLevel: 'INFO',
};

/** Argv that runs `command` in the login shell of a machine. */
export function sshCommand({ user, host, port }: Machine, command: string): readonly string[] {
  const options = Object.entries(OPTIONS).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const where = [...(user ? ['-l', user] : []), ...(port === undefined ? [] : ['-p', String(port)])];
  return ['ssh', ...options, ...where, '--', host, command];
}

/** The environment of the client: no program may be asked for a password. */
export function sshEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { SSH_ASKPASS: _, ...rest } = env;
  return { ...rest, SSH_ASKPASS_REQUIRE: 'never' };
}

/** The command a person types to look at the way there: `ssh -p 2222 me@host`. */
export function sshByHand({ user, host, port }: Machine): string {
  return ['ssh', ...(port === undefined ? [] : [`-p ${port}`]), user ? `${user}@${host}` : host].join(' ');
}

/** The name under which known_hosts keeps a machine: `[host]:2222`. */
export const knownHostName = ({ host, port }: Machine): string =>
  port === undefined || port === 22 ? host : `[${host}]:${port}`;
