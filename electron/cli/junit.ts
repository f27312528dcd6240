import type { Program } from '../contract/program.ts';
import type { ProgramResult, StepResult } from '../workbench/programs/run.ts';

/** Steps listed in a report; a longer run is summed up. */
export const MAX_CASES = 10_000;

/** A run as JUnit XML: one test case a step. */
export function junitText(program: Program, steps: readonly StepResult[], { done, failed }: ProgramResult): string {
  const suite = `<testsuite name="${xml(program.name)}" tests="${done}" failures="${failed}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suite}\n${steps.map(caseText).join('\n')}\n</testsuite>\n`;
}

function caseText({ path, kind, name, outcome, failure }: StepResult): string {
  const seconds = (Number(outcome?.durationNs ?? 0n) / 1e9).toFixed(9);
  const head = `  <testcase classname="${xml(kind)}" name="${xml(name ?? path)}" time="${seconds}"`;
  return failure ? `${head}><failure message="${xml(failure)}"/></testcase>` : `${head}/>`;
}

/** Text for an attribute; what XML cannot hold becomes `?`. */
function xml(text: string): string {
  const plain = text.replace(/[^\x20-\ud7ff\ue000-\ufffd]/g, '?');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
