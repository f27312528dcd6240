import { parseArgs } from 'node:util';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

export interface StartOptions {
  /** Opened at start; needs no hardware unless told otherwise. */
  readonly address: string;
  /** Port of the loopback host; 0 takes any free one. */
  readonly port: number;
  /** Serve to a browser even where Electron could open. */
  readonly inBrowser: boolean;
  /** Show the address only, do not open a browser with it. */
  readonly quiet: boolean;
}

const USAGE = 'Use: npm start -- [ADDRESS] [--browser] [--no-open] [--port N]';

/**
 * @param args as given after `npm start --`
 * @throws WorkbenchError `usage`.
 */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parse(args);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw misused(`${values.port} is no port.`);
  if (positionals.length > 1) throw misused(`Only one address can be opened at start, not ${positionals.length}.`);
  const address = positionals[0] ?? 'sim:ism';
  return { address, port, inBrowser: values.browser ?? false, quiet: values['no-open'] ?? false };
}

function parse(args: readonly string[]) {
  const options = { browser: { type: 'boolean' }, 'no-open': { type: 'boolean' }, port: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw misused(`${(cause as Error).message}.`);
  }
}

const misused = (message: string): WorkbenchError => new WorkbenchError({ code: 'usage', message, next: USAGE });
