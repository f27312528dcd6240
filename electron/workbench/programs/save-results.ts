import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stampedName } from '../files/names.ts';
import { replaceFile } from '../files/replace-file.ts';
import { jsonText } from '../json.ts';
import { JunitWriter } from './junit.ts';
import type { ProgramRun } from './program-run.ts';
import { runDocument } from './run-document.ts';

export type ResultFormat = 'junit' | 'json';

const ENDINGS: Readonly<Record<ResultFormat, string>> = { junit: '.junit.xml', json: '.results.json' };

/** Writes how a run went into a new file of `folder`, whole or not at all; gives its path. What is no longer kept is counted in it. */
export async function saveResults(folder: string, run: ProgramRun, format: ResultFormat): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = await freePath(folder, stampedName(run.program.name, new Date()), ENDINGS[format]);
  await replaceFile(path, format === 'junit' ? junitText(run) : `${jsonText(runDocument(run))}\n`);
  return path;
}

function junitText({ program, results, startedAt }: ProgramRun): string {
  const parts: string[] = [];
  const writer = new JunitWriter(program, (text) => parts.push(text), startedAt);
  for (const step of results.all()) writer.add(step);
  writer.end();
  return parts.join('');
}

async function freePath(folder: string, base: string, ending: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  for (let number = 1; ; number++) {
    const name = `${base}${number === 1 ? '' : `-${number}`}${ending}`;
    if (!taken.has(name)) return join(folder, name);
  }
}
