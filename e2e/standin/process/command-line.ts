import { resolve } from 'node:path';

/** Electron's own command line, taken apart. */
export interface CommandLine {
  /** Modules to load before the application (`-r`). */
  readonly preloads: readonly string[];
  /** Whether Node.js is to be debugged (`--inspect=0`). */
  readonly isInspected: boolean;
  /** Folder or script of the application. */
  readonly appPath: string;
  /** Adds a switch for Chromium; of use only before it starts. */
  append(name: string, value?: string): void;
  /** Every switch for Chromium. */
  switches(): string[];
}

/** Switches of the command line that are Chromium's; of what is appended all are. */
const PASSED_ON = ['--remote-debugging-port', '--no-sandbox', '--force-device-scale-factor', '--lang'];

export function readCommandLine(argv: readonly string[]): CommandLine {
  const preloads: string[] = [];
  const passedOn = argv.filter((argument) => PASSED_ON.includes(argument.split('=')[0]!));
  const rest = [...argv];
  for (let at = rest.indexOf('-r'); at >= 0; at = rest.indexOf('-r')) preloads.push(...rest.splice(at, 2).slice(1));
  return {
    preloads,
    isInspected: argv.some((argument) => argument.startsWith('--inspect')),
    appPath: resolve(rest.find((argument) => !argument.startsWith('-')) ?? '.'),
    append: (name, value) => void passedOn.push(value ? `--${name}=${value}` : `--${name}`),
    switches: () => [...new Set(passedOn)],
  };
}
