import { byteCopiers } from './bytes.ts';
import { call } from './call.ts';
import type { Copier } from './copier.ts';
import { program } from './program.ts';
import { step } from './step.ts';

/** Every form in which requests are copied, in the order they are offered. */
export const copiers: readonly Copier[] = [...byteCopiers, step, program, call];
