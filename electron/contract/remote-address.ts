import { WorkbenchError } from '../../native-bridge/contract/errors.ts';

/** A machine reached through ssh, as written: what is not written is left to the configuration of the ssh client. */
export interface Machine {
  /** `ssh://user@host:port?sudo=1`: the one way to write it, so that it can be compared. */
  readonly address: string;
  readonly user?: string;
  /** Name of the host for the ssh client; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port?: number;
  /** Starts the bridge program through `sudo -n`. */
  readonly sudo: boolean;
}

/** An address on another machine in its parts. */
export interface RemoteAddress {
  readonly machine: Machine;
  /** The function as the bridge program over there knows it, `vfio:0007:00:00.0`; absent for the machine itself. */
  readonly target?: string;
}

/** The user and host begin with a letter or digit, so that ssh never takes one for an option; nothing here means anything to a shell. */
const USER = '[A-Za-z0-9_][A-Za-z0-9_.+-]*';
const HOST = '[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?\\]';
const FUNCTION = '[0-9A-Fa-f]{4,8}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\\.[0-7]';
const SIMULATED = 'sim:[a-z0-9-]+';
const QUERY = '[A-Za-z0-9-]+=[A-Za-z0-9._-]*(?:&[A-Za-z0-9-]+=[A-Za-z0-9._-]*)*';
const REMOTE = new RegExp(
  `^ssh://(?:(${USER})@)?(${HOST})(?::([0-9]{1,5}))?(?:/(${FUNCTION}|${SIMULATED})?)?(?:\\?(${QUERY}))?$`,
);

/** Longest name of a host that the domain name system knows. */
const MAX_HOST = 255;

export const isRemote = (address: string): boolean => address.startsWith('ssh:');

/**
 * Takes `ssh://[user@]host[:port][/FUNCTION][?options]` apart. FUNCTION is a PCI function, or a simulated one of that machine to try the
 * way there. `sudo=1` concerns the bridge program; every other option belongs to the target. Throws `bad-address`.
 */
export function parseRemote(address: string): RemoteAddress {
  const [, user, host = '', port, name, query] = REMOTE.exec(address) ?? [];
  const written = optionsOf(query);
  const sudo = written.find(isSudo)?.slice(SUDO.length) ?? '0';
  const options = written.filter((option) => !isSudo(option));
  const isKnown = ['0', '1'].includes(sudo) && (name !== undefined || options.length === 0);
  const portNumber = port === undefined ? undefined : Number(port);
  if (host === '' || host.length > MAX_HOST || !isKnown || !isPort(portNumber)) throw badAddress(address);
  const plain = { user, host: host.replace(/^\[|\]$/g, ''), port: portNumber, sudo: sudo === '1' };
  const machine = { ...plain, address: machineAddress(plain) };
  return { machine, target: name && `${name.startsWith('sim:') ? '' : 'vfio:'}${name}${asQuery(options)}` };
}

/** The address from here of a target that a machine's own bridge program calls `vfio:0007:00:00.0`. */
export function remoteAddress({ address, sudo }: Machine, target: string): string {
  const [name = '', query] = target.replace(/^vfio:/, '').split('?');
  const options = optionsOf(query);
  return `${address.replace(/\?.*$/, '')}/${name}${asQuery(sudo ? [...options, `${SUDO}1`] : options)}`;
}

function machineAddress({ user, host, port, sudo }: Omit<Machine, 'address'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `ssh://${user ? `${user}@` : ''}${name}${port === undefined ? '' : `:${port}`}${sudo ? '?sudo=1' : ''}`;
}

const SUDO = 'sudo=';
const isSudo = (option: string) => option.startsWith(SUDO);

/** `backend=iommufd` and the like; nothing in them is escaped. */
const optionsOf = (query = '') => query.split('&').filter(Boolean);
const asQuery = (options: readonly string[]) => (options.length > 0 ? `?${options.join('&')}` : '');

const isPort = (port: number | undefined) => port === undefined || (port > 0 && port < 65_536);

const badAddress = (address: string) =>
  new WorkbenchError({
    code: 'bad-address',
    message: `"${address.slice(0, 80)}" is not the address of another machine or of a function on it.`,
    next: 'Write ssh://user@host:port or ssh://user@host:port/0007:00:00.0; user and port may be left out, ?sudo=1 may follow.',
  });
