import { groupBy } from '../contract/group-by.ts';
import type { Program } from '../contract/program.ts';
import { isFinding, type StepCheck } from '../contract/programs/check.ts';
import { rowSet, rowText } from '../contract/programs/rows.ts';

/** What a check found, in lines for a person. */

/** A step as it is: nothing when it breaks nothing. */
export function stepLines(step: StepCheck): string[] {
  const title = `${step.row === undefined ? '' : `row ${step.row + 1}: `}${titleOf(step)}`;
  return isLegal(step) ? [] : [`${title}: ${verdictOf(step)}`, ...brokenLines(step)];
}

/** For a program with rows, each step over all of them: how many are legal, what comes of the others, and where that begins. */
export function summedUp(program: Program, checks: readonly StepCheck[]): string[] {
  if (checks.every(({ row }) => row === undefined)) return checks.flatMap(stepLines);
  const { at } = rowSet(program);
  const told = (first: StepCheck, count: number) => [
    `    ${count} from row ${first.row! + 1} (${rowText(at(first.row!))}): ${verdictOf(first)}`,
    ...brokenLines(first).map((line) => `    ${line}`),
  ];
  return groupBy(checks, titleOf).flatMap(([title, steps]) => {
    const others = groupBy(
      steps.filter((step) => !isLegal(step)),
      sortOf,
    );
    return [`${title}: ${countsOf(steps)}`, ...others.flatMap(([, same]) => told(same[0]!, same.length))];
  });
}

const titleOf = ({ path, kind, name }: StepCheck): string => `${path} ${kind}${name ? ` (${name})` : ''}`;

const isLegal = ({ refused, unknown, predicted }: StepCheck): boolean => !(refused ?? unknown ?? predicted);

function verdictOf({ refused, unknown, predicted, expected }: StepCheck): string {
  if (refused) return `cannot be sent: ${refused}`;
  if (unknown) return `not checked: ${unknown}`;
  return `${predicted}${expected ? ', as the program expects' : ''}`;
}

/** The same for steps that meet the same, the same rules among it, whatever numbers their messages hold. */
function sortOf({ refused, unknown, predicted, expected, broken }: StepCheck): string {
  if (refused) return `refused: ${withoutNumbers(refused)}`;
  if (unknown) return `unknown: ${withoutNumbers(unknown)}`;
  return [predicted, expected, ...broken.map(({ rule }) => rule)].join(' ');
}

const withoutNumbers = (message: string) => message.replace(/0x[\da-f_]+|\d+/gi, '#');

function countsOf(steps: readonly StepCheck[]): string {
  const rows = new Set(steps.map(({ row }) => row)).size;
  const inRows = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
  const looked = steps.length === rows ? inRows : `${steps.length} times in ${inRows}`;
  const counts = [
    [steps.filter(isLegal).length, 'legal'],
    [steps.filter(({ expected }) => expected).length, 'refused as expected'],
    [steps.filter(({ unknown }) => unknown).length, 'not checked'],
    [steps.filter(isFinding).length, 'would surprise'],
  ] as const;
  const told = counts.filter(([count]) => count > 0);
  return `${looked}, ${told.map(([count, what]) => `${count === steps.length ? 'all' : count} ${what}`).join(', ')}`;
}

const brokenLines = ({ broken }: StepCheck): string[] => broken.map(({ rule, detail }) => `    ${rule}: ${detail}`);
