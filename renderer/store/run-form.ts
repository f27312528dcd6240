import type { RunOptions } from '../../electron/contract/programs/run-options.ts';

/** How programs are run, as typed: an empty field bounds nothing. */
export interface RunForm {
  readonly iterations: string;
  /** Requests a second. */
  readonly rate: string;
  readonly keepGoing: boolean;
  readonly maxSteps: string;
  readonly maxSeconds: string;
}

export const firstRunForm: RunForm = { iterations: '1', rate: '', keepGoing: false, maxSteps: '', maxSeconds: '' };

export type NumberField = Exclude<keyof RunForm, 'keepGoing'>;

const WHOLE: ReadonlySet<NumberField> = new Set(['iterations', 'maxSteps']);

/** What is wrong with a field, in words. */
export function wrongIn(form: RunForm, field: NumberField): string | undefined {
  if (form[field].trim() === '') return undefined;
  const value = numberIn(form, field)!;
  if (WHOLE.has(field)) return Number.isSafeInteger(value) && value >= 1 ? undefined : 'A whole number above 0.';
  return Number.isFinite(value) && value > 0 ? undefined : 'A number above 0.';
}

/** The options a form stands for; undefined when a field is wrong. */
export function optionsOf(form: RunForm): RunOptions | undefined {
  const fields = ['iterations', 'rate', 'maxSteps', 'maxSeconds'] as const;
  if (fields.some((field) => wrongIn(form, field))) return undefined;
  const numbers = Object.fromEntries(fields.map((field) => [field, numberIn(form, field)]));
  return { ...numbers, keepGoing: form.keepGoing };
}

function numberIn(form: RunForm, field: NumberField): number | undefined {
  const text = form[field].trim();
  return text === '' ? undefined : Number(text.replaceAll('_', ''));
}
