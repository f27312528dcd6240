import * as z from 'zod';

/**
 * The one error shape of the product: a stable code, the thing, the cause and the next step, and, where the kernel was asked,
 * the system call and its errno. It crosses every contract unchanged.
 */
export const errorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  /** What to do next, as an imperative sentence. */
  next: z.string().optional(),
  /** The operation that failed: a contract method or request kind. */
  op: z.string().optional(),
  syscall: z.string().optional(),
  errno: z.number().int().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorInfo = z.infer<typeof errorSchema>;

/** Codes by exit status of the command line: 1 found something, 2 wrong usage, 3 target not ready, 4 input damaged. */
export const EXIT_STATUS: Readonly<Record<string, number>> = {
  usage: 2,
  'bad-address': 2,
  'unknown-target': 2,
  'bad-program': 4,
  'bad-environment': 4,
  'bad-hex': 2,
  'bad-request': 2,
  'unknown-variable': 2,
  'not-armed': 2,
  dangerous: 2,
  'no-such-file': 2,
  absent: 3,
  'step-failed': 1,
  'damaged-file': 4,
  'future-version': 4,
};

/** An error with a code, thrown everywhere in place of a bare Error. */
export class WorkbenchError extends Error {
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo, options?: ErrorOptions) {
    super(info.message, options);
    this.name = 'WorkbenchError';
    this.info = info;
  }
}

/** The error info of anything thrown; what is not ours becomes `internal`. */
export function errorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof WorkbenchError) return thrown.info;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, next: 'Report this with the steps that led to it.' };
}

/** One line for a terminal or a status bar: cause, kernel's answer, next step. */
export function errorLine(info: ErrorInfo): string {
  return info.next ? `${info.message} ${info.next}` : info.message;
}
