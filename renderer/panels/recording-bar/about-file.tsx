import { ChevronLeft, ChevronRight, CircleDot, Radio } from 'lucide-react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './recording-bar.module.css';

const WRITING: Readonly<Record<NonNullable<Session['writing']>, string>> = {
  writing: 'being written',
  quiet: 'has no end yet; nothing came lately',
  finished: 'finished while it was open',
  abandoned: 'cut off: nobody on this machine writes it any more',
};

/** Of a recording that had no end when it was opened: whether more comes, and the way to go along with it. */
export function WritingState({ session }: { readonly session: Session }) {
  const atEnd = useStore((state) => currentView(state).player.cursor === undefined && currentView(state).follow);
  const { seek, follow } = useActions();
  const { writing } = session;
  if (!writing) return null;
  const goAlong = () => {
    follow(!atEnd);
    if (!atEnd) void seek(undefined);
  };
  return (
    <span className={styles.writing} data-testid="writing" data-state={writing}>
      <CircleDot aria-hidden="true" /> {WRITING[writing]}
      {(writing === 'writing' || writing === 'quiet') && (
        <Action
          look="plain"
          aria-pressed={atEnd}
          title="The cursor stays at the end and the list at the newest request"
          onClick={goAlong}
        >
          <Radio /> Follow
        </Action>
      )}
    </span>
  );
}

/** Which file of a recording in several this is, and the way to the others. */
export function PartOf({ session: { part } }: { readonly session: Session }) {
  const { openPart } = useActions();
  const isAtEnd = useStore((state) => currentView(state).player.cursor === undefined);
  const isAtBeginning = useStore((state) => currentView(state).player.moment?.rows === 0);
  if (!part) return null;
  const { number, previous, next } = part;
  const cameFrom = isAtBeginning && previous && `came from ${previous}`;
  const goesOn = isAtEnd && next && `goes on in ${next}`;
  const missing = (which: string) => `The ${which} file is not in the folder of this one.`;
  return (
    <span className={styles.part} data-testid="part">
      <Action
        look="plain"
        label={cameFrom ? `${cameFrom}: open it` : `Open the file before: ${previous ?? 'none'}`}
        hint="Shift+Home"
        reason={previous ? undefined : number === 0 ? 'This is the first file.' : missing('previous')}
        onClick={() => void openPart('previous')}
      >
        <ChevronLeft /> {cameFrom}
      </Action>
      file {number + 1}
      <Action
        look="plain"
        label={goesOn ? `${goesOn}: open it` : `Open the file behind: ${next ?? 'none'}`}
        hint="Shift+End"
        reason={next ? undefined : 'No file behind this one is in its folder.'}
        onClick={() => void openPart('next')}
      >
        {goesOn} <ChevronRight />
      </Action>
    </span>
  );
}
