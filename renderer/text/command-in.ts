import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';

/** `Bind it: driverctl set-override …`: what is to be done, and after the colon the command that does it. */
const SENTENCE_AND_COMMAND = /^(.*): ((?:sudo |\/)?[a-z][\w./-]* \S.*)$/s;

/** A next step in its two parts; without a command it is the sentence alone. */
export function commandIn(next: string): { readonly sentence: string; readonly command?: string } {
  const [, sentence, command] = SENTENCE_AND_COMMAND.exec(next) ?? [];
  return command === undefined ? { sentence: next } : { sentence: `${sentence}:`, command };
}

/** What mends an error: its next step, and the command where the error carries one, which is not told twice. */
export function remedyOf({ next, details }: ErrorInfo): { readonly next?: string; readonly command?: string } {
  const command = typeof details?.command === 'string' ? details.command : undefined;
  return command && next?.endsWith(command)
    ? { next: next.slice(0, -command.length).trimEnd(), command }
    : { next, command };
}
