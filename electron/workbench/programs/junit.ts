import type { Program } from '../../contract/program.ts';
import type { StepRow } from '../../contract/programs/run-results.ts';

/** Steps listed in one test suite; a longer row is summed up. */
const MAX_CASES = 10_000;

/**
 * A run as JUnit XML, step by step: a test suite for each row of each iteration, with the variables of the row as its properties, and a
 * test case for each step. What is handed on is written at once: only one row is kept.
 */
export class JunitWriter {
  readonly #program: Program;
  readonly #write: (text: string) => void;
  readonly #at: Date;
  #suite: Suite | undefined;

  constructor(program: Program, write: (text: string) => void, at = new Date()) {
    this.#program = program;
    this.#write = write;
    this.#at = at;
    write(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xmlText(program.name)}">\n`);
  }

  add(step: StepRow): void {
    const name = suiteName(this.#program, step);
    if (this.#suite?.name !== name) this.#close();
    this.#suite ??= new Suite(name, step, this.#at);
    this.#suite.add(step);
  }

  end(): void {
    this.#close();
    this.#write('</testsuites>\n');
  }

  #close(): void {
    if (this.#suite) this.#write(this.#suite.text());
    this.#suite = undefined;
  }
}

function suiteName({ name, rows }: Program, { iteration, row }: StepRow): string {
  if (row === undefined) return `${name}: the whole run`;
  const place = [`iteration ${(iteration ?? 0) + 1}`, ...(rows ? [`row ${row + 1}`] : [])];
  return `${name}: ${place.join(', ')}`;
}

class Suite {
  readonly name: string;
  readonly #properties: readonly (readonly [string, string])[];
  readonly #at: Date;
  readonly #cases: StepRow[] = [];
  #tests = 0;
  #failed = 0;
  #ns = 0n;

  constructor(name: string, { values = {} }: StepRow, at: Date) {
    this.name = name;
    this.#at = at;
    this.#properties = Object.entries(values).map(([variable, value]) => [variable, `0x${value.toString(16)}`]);
  }

  /** Of a row that is longer than may be listed, failed steps are listed all the same, up to as many again. */
  add(step: StepRow): void {
    this.#tests += 1;
    this.#ns += step.durationNs ?? 0n;
    if (step.failure) this.#failed += 1;
    if (this.#cases.length < (step.failure ? 2 : 1) * MAX_CASES) this.#cases.push(step);
  }

  text(): string {
    const unlisted = this.#tests - this.#cases.length;
    const failed = this.#cases.filter(({ failure }) => failure).length;
    const properties = [
      ...this.#properties,
      ...(unlisted > 0 ? [['steps that are not listed', String(unlisted)] as const] : []),
      ...(this.#failed > failed ? [['failed steps that are not listed', String(this.#failed - failed)] as const] : []),
    ];
    const counts = `tests="${this.#cases.length}" failures="${failed}" errors="0" skipped="0"`;
    const head = `  <testsuite name="${xmlText(this.name)}" ${counts} time="${seconds(this.#ns)}" timestamp="${this.#at.toISOString().slice(0, 19)}">`;
    return `${[head, ...propertyLines(properties), ...this.#cases.map(caseText), '  </testsuite>'].join('\n')}\n`;
  }
}

const propertyLines = (properties: readonly (readonly [string, string])[]): string[] =>
  properties.length === 0
    ? []
    : [
        '    <properties>',
        ...properties.map(([name, value]) => `      <property name="${xmlText(name)}" value="${xmlText(value)}"/>`),
        '    </properties>',
      ];

function caseText({ path, kind, name, durationNs, failure, expected, got }: StepRow): string {
  const title = name ? `${path} ${name}` : path;
  const head = `    <testcase classname="${xmlText(kind)}" name="${xmlText(title)}" time="${seconds(durationNs ?? 0n)}"`;
  if (failure === undefined) return `${head}/>`;
  const told = expected === undefined ? failure : `expected: ${expected}\ngot: ${got}`;
  const type = expected === undefined ? 'refused' : 'expectation';
  return `${head}>\n      <failure type="${type}" message="${xmlText(failure)}">${xmlText(told)}</failure>\n    </testcase>`;
}

const seconds = (ns: bigint): string => (Number(ns) / 1e9).toFixed(9);

/** Text for an attribute or an element. A character that XML cannot hold is written as `\u{7}`; line ends and tabs stay what they are. */
export function xmlText(text: string): string {
  return text
    .replace(
      /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
      (one) => `\\u{${one.codePointAt(0)!.toString(16)}}`,
    )
    .replace(/[&<>"'\t\n\r]/g, (one) => `&#${one.codePointAt(0)};`);
}
