import { FileCode } from 'lucide-react';
import { copiers } from '../../../electron/contract/copying/index.ts';
import { useDock } from '../../shell/window-context.ts';
import { areSeveral } from '../../store/chosen-rows.ts';
import { currentSelection, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { makeProgram } from './make-program.ts';
import styles from './requests.module.css';

/** What can be done with the chosen rows, or the selected one: copied in many forms, made a program of. */
export function WithChosen() {
  const several = useStore((state) => areSeveral(currentView(state).chosen));
  const any = useStore((state) => several || currentSelection(state).kind === 'request');
  const actions = useActions();
  const dock = useDock();
  const choices = copiers.map(({ id, title }) => ({ id, title, text: () => actions.copyRows(id) }));
  return (
    <span className={styles.chosen}>
      <CopyMenu label="Copy the selected requests as" choices={any ? choices : []} />
      <Action
        look="plain"
        label="Make a program of the selected requests"
        reason={any ? undefined : 'Select requests first: Shift and Ctrl select several.'}
        onClick={() => void makeProgram(actions, dock)}
      >
        <FileCode />
      </Action>
    </span>
  );
}
