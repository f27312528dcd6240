import type { CommandLine } from '../process/command-line.ts';
import { Strict } from '../strict/strict.ts';

export class Switches extends Strict {
  readonly #line: CommandLine;

  constructor(line: CommandLine) {
    super();
    this.#line = line;
  }

  appendSwitch(name: string, value?: string): void {
    this.#line.append(name, value);
  }

  hasSwitch(name: string): boolean {
    return this.#line.switches().some((given) => given.split('=')[0] === `--${name}`);
  }
}
