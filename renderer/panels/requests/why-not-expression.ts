import { rowExpression } from '../../../electron/contract/row-expression.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** Why a text is no row expression, and what one looks like; undefined when it is one. */
export function whyNotExpression(text: string): string | undefined {
  try {
    rowExpression(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return [error.info.message, error.info.next].filter(Boolean).join(' ');
  }
}
