import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import type { Environment } from '../../contract/app/collections.ts';
import { varsSchema } from '../../contract/program.ts';
import type { Vars } from '../../contract/programs/variables.ts';
import { existingFileSize } from '../files/existing-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { namesOf } from './path-names.ts';

export const ENVIRONMENT_ENDING = '.env.json';
const MAX_BYTES = 1024 * 1024;

/** An environment file: `{"environment": 1, "vars": {"iova": "0x1_0000_0000"}}`. */
const fileSchema = z.strictObject({
  environment: z.literal(1),
  $schema: z.string().optional(),
  doc: z.string().max(10_000).optional(),
  vars: varsSchema,
});

/** The variables of an environment file. Throws `no-such-file` and `bad-environment`, which names the field. */
export async function loadEnvironment(path: string): Promise<Vars> {
  return (await loadFile(path)).vars;
}

async function loadFile(path: string): Promise<z.infer<typeof fileSchema>> {
  const size = await existingFileSize(path, 'environment');
  if (size > MAX_BYTES) throw badEnvironment(`${path} has ${size} bytes; an environment has at most ${MAX_BYTES}.`);
  const parsed = fileSchema.safeParse(parseJson(await readFile(path, 'utf8'), path));
  if (parsed.success) return parsed.data;
  throw badEnvironment(`${path}: ${issueLine(parsed.error, 'environment')}.`);
}

/** Environments of a folder, by name. One that cannot be used says why. */
export async function listEnvironments(folder: string): Promise<Environment[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(ENVIRONMENT_ENDING) && !name.startsWith('.')).sort();
  return Promise.all(files.map((file) => environmentAt(folder, file)));
}

async function environmentAt(folder: string, file: string): Promise<Environment> {
  const name = file.slice(0, -ENVIRONMENT_ENDING.length);
  try {
    return { name, vars: await loadEnvironment(join(folder, file)) };
  } catch (thrown) {
    return { name, vars: {}, problem: errorInfo(thrown).message };
  }
}

/** Writes an environment into the folder; its other fields stay. Throws `bad-path` for a name that is none, `bad-environment` when the file there is damaged. */
export async function writeEnvironment(folder: string, name: string, vars: Vars): Promise<void> {
  const [file, ...more] = namesOf(`${name}${ENVIRONMENT_ENDING}`);
  if (more.length > 0) throw badEnvironment(`${name} is not a name for an environment.`);
  const path = join(folder, file!);
  const known = (await readdir(folder).catch((): string[] => [])).includes(file!)
    ? await loadFile(path)
    : { environment: 1 };
  await replaceFile(path, `${JSON.stringify({ ...known, vars }, null, 2)}\n`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw badEnvironment(`${path}: not JSON: ${(thrown as Error).message.replaceAll('\n', ' ')}.`);
  }
}

const badEnvironment = (message: string) =>
  new WorkbenchError({
    code: 'bad-environment',
    message,
    next: 'An environment is {"environment": 1, "vars": {"name": "0x10"}}.',
  });
