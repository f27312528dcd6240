import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import { cautionsOf } from '../../../native-bridge/contract/requests/cautions.ts';
import { planRequest } from '../../../native-bridge/contract/requests/index.ts';
import type { FunctionView, Plan } from '../../../native-bridge/contract/requests/kind.ts';
import type { Caution } from '../../../native-bridge/rules/types.ts';

/** What is known of a request before it is sent: its one system call, the rules it breaks, what will come of it. Or why there is none. */
export type Judgement =
  | { readonly plan: Plan; readonly cautions: readonly Caution[]; readonly refused?: undefined }
  | { readonly refused: ErrorInfo; readonly plan?: undefined; readonly cautions?: undefined };

/** The one judgement of a request: of the composer as one types, of the list of steps, and of `zpciwb check`. Never throws. */
export function judge(request: Request, view: FunctionView): Judgement {
  try {
    const plan = planRequest(request, view);
    return { plan, cautions: cautionsOf(request, plan, view) };
  } catch (thrown) {
    return { refused: errorInfo(thrown) };
  }
}
