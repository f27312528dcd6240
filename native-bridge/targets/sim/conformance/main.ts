import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorInfo, errorLine } from '../../../contract/errors.ts';
import { captureFiles, type Difference, type FileResult, failures, replayFile } from './run.ts';

/** Conformance of the simulator with captures of real kernels. Exit: 0 all agree, 1 differences, 2 usage, 4 an unreadable capture. */

const HELP = Symbol('help');

const USAGE = `Usage: conformance [FOLDER]

Replays every capture (*.json) in FOLDER, by default assets/captures, on a simulated function made from the same facts,
and prints per file how many answers agree and each one that differs.

Example: conformance assets/captures`;

async function main(): Promise<number> {
  const folder = folderArgument(process.argv.slice(2));
  if (folder === undefined) return complain(USAGE, 2);
  if (folder === HELP) return say(USAGE, 0);
  const files = await captureFiles(folder);
  if (files.length === 0) return complain(`There is no capture (*.json) in ${folder}.`, 2);
  const statuses: number[] = [];
  for (const file of files) statuses.push(await runOne(file));
  return Math.max(...statuses);
}

/** The folder to run, `HELP`, or undefined for wrong usage. */
function folderArgument(args: readonly string[]): string | typeof HELP | undefined {
  if (args.includes('--help') || args.includes('-h')) return HELP;
  if (args.length > 1 || args[0]?.startsWith('-')) return undefined;
  return fromCaller(args[0] ?? 'assets/captures');
}

/** A relative folder counts from here, else from where npm was called: npm changes into the project before it runs this. */
const fromCaller = (folder: string) => (existsSync(folder) ? folder : resolve(process.env.INIT_CWD ?? '.', folder));

/** Prints one file's result; 0, 1, or the status of its error. */
async function runOne(file: string): Promise<number> {
  try {
    const result = await replayFile(file);
    console.log(report(result));
    return failures(result).length > 0 ? 1 : 0;
  } catch (thrown) {
    return complain(errorLine(errorInfo(thrown)), 4);
  }
}

function report(result: FileResult): string {
  const { file, agreed, differences } = result;
  const known = differences.length - failures(result).length;
  const head = `${file}: ${agreed} agreed, ${failures(result).length} differing${known ? `, ${known} known` : ''}`;
  return [head, ...differences.map(differenceText)].join('\n');
}

const differenceText = ({ call, expected, got, reason }: Difference) =>
  `  ${call}\n    expected ${expected}\n    got      ${got}${reason ? `\n    known    ${reason}` : ''}`;

function say(text: string, status: number): number {
  console.log(text);
  return status;
}

function complain(text: string, status: number): number {
  console.error(text);
  return status;
}

process.exitCode = await main().catch((thrown) => complain(errorLine(errorInfo(thrown)), 2));
