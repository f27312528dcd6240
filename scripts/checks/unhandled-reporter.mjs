import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UNHANDLED } from './steps.mjs';

/** Writes down what went wrong outside of every test: Vitest fails a run for it, and its JSON report does not tell. */
export default class UnhandledReporter {
  /** @param {unknown} _modules @param {readonly { name?: string, message?: string, stack?: string }[]} errors */
  onTestRunEnd(_modules, errors) {
    const told = errors.map(({ name = 'Error', message = '', stack = '' }) => {
      const place = stack.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
      return `${name}: ${message.split('\n')[0]} ${place.trim()}`.trim();
    });
    mkdirSync(dirname(UNHANDLED), { recursive: true });
    writeFileSync(UNHANDLED, JSON.stringify(told));
  }
}
