import { Copy } from 'lucide-react';
import { commandIn } from '../../text/command-in.ts';
import { Action } from '../action/action.tsx';
import styles from './remedy.module.css';

interface RemedyProps {
  /** What to do, as a sentence; a command may stand behind its last colon. */
  readonly next?: string;
  /** The command, where it is told apart already. */
  readonly command?: string;
}

/** What mends something: the sentence, and the command with a button that copies it. */
export function Remedy({ next = '', command }: RemedyProps) {
  const told = command === undefined ? commandIn(next) : { sentence: next, command };
  return (
    <div className={styles.remedy}>
      {told.sentence && <p>{told.sentence}</p>}
      {told.command && <CopyableCommand command={told.command} />}
    </div>
  );
}

function CopyableCommand({ command }: { readonly command: string }) {
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <Action
        look="plain"
        label={`Copy ${command}`}
        title="Copy the command"
        onClick={() => void navigator.clipboard.writeText(command)}
      >
        <Copy aria-hidden />
      </Action>
    </div>
  );
}
