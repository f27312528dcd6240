import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Program } from '../contract/program.ts';
import type { StepRow } from '../contract/programs/run-results.ts';
import { JunitWriter } from '../workbench/programs/junit.ts';

/**
 * A run as a file of JUnit XML, written row by row: a run of any length takes no memory. It has its name once it is whole. Throws
 * `write-failed`.
 */
export class JunitFile {
  readonly #path: string;
  readonly #file: number;
  readonly #writer: JunitWriter;

  constructor(path: string, program: Program) {
    this.#path = path;
    this.#file = this.#try(() => openSync(`${path}.new`, 'w'));
    this.#writer = new JunitWriter(program, (text) => this.#try(() => writeSync(this.#file, text)));
  }

  add(step: StepRow): void {
    this.#writer.add(step);
  }

  end(): void {
    this.#writer.end();
    this.#try(() => {
      closeSync(this.#file);
      renameSync(`${this.#path}.new`, this.#path);
    });
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      const message = `Writing ${this.#path} failed with ${(thrown as NodeJS.ErrnoException).code ?? thrown}.`;
      throw new WorkbenchError({ code: 'write-failed', message, next: 'Choose another file.' }, { cause: thrown });
    }
  }
}
