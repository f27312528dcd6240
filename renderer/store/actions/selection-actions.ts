import { replace, type Selection, selected, step, visit } from '../selection.ts';
import type { StoreContext } from '../store-context.ts';

/** Selecting, and going back and forward through what was selected. All act on the current session. */
export const selectionActions = ({ get, patchView }: StoreContext) => {
  const patch = (change: Parameters<StoreContext['patchView']>[1]) => {
    const { currentId } = get();
    if (currentId !== undefined) patchView(currentId, change);
  };
  return {
    select: (selection: Selection) => patch(({ history }) => ({ history: visit(history, selection) })),
    /** Selects the request, in place of another one that is selected: the cursor of a recording is drawn along. */
    moveCursor: (seq: number) =>
      patch(({ history }) => {
        const change = selected(history).kind === 'request' ? replace : visit;
        return { history: change(history, { kind: 'request', seq }), follow: false };
      }),
    back: () => patch(({ history }) => ({ history: step(history, -1) })),
    forward: () => patch(({ history }) => ({ history: step(history, 1) })),
  };
};
