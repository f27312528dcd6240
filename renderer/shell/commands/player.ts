import type { Find } from '../../../electron/contract/recording-cursor.ts';
import { accessedBy } from '../../store/player/accessed.ts';
import { currentSession, currentView, isRecorded } from '../../store/selectors.ts';
import type { Actions, WorkbenchState } from '../../store/workbench-store.ts';
import type { Behaviour, Behaviours } from './command.ts';

const notPlayable = (state: WorkbenchState) => {
  const session = currentSession(state);
  if (!isRecorded(session)) return 'Open a recording first.';
  return session?.requests === 0 ? 'The recording has no requests.' : undefined;
};

const does = (act: (actions: Actions) => unknown): Behaviour => ({
  unavailable: notPlayable,
  run: ({ state }) => void act(state.actions),
});

const toggles = (what: 'playing' | 'skipsIdle' | 'loops', act: (actions: Actions) => unknown): Behaviour => ({
  ...does(act),
  checked: ({ state }) => currentView(state).player[what],
});

const finds = (direction: 'next' | 'previous', kind: 'error' | 'mark' | 'event'): Behaviour =>
  does(({ find }) => find(direction, { kind } satisfies Find));

const opensFile = (which: 'previous' | 'next'): Behaviour => ({
  unavailable: (state) => {
    const session = currentSession(state);
    if (!isRecorded(session)) return 'Open a recording first.';
    return session?.part?.[which]
      ? undefined
      : `No file ${which === 'next' ? 'behind' : 'before'} this one is in its folder.`;
  },
  run: ({ state }) => void state.actions.openPart(which),
});

const findsAccess = (direction: 'next' | 'previous'): Behaviour => ({
  unavailable: (state) =>
    notPlayable(state) ??
    (accessedBy(state) ? undefined : 'Select bytes of configuration space, a region, a mapping or a request first.'),
  run: ({ state }) => void state.actions.find(direction),
});

export const playerCommands: Behaviours<'player'> = {
  'player.play': toggles('playing', ({ togglePlaying }) => togglePlaying()),
  'player.forward': does(({ stepCursor }) => stepCursor(1)),
  'player.back': does(({ stepCursor }) => stepCursor(-1)),
  'player.first': does(({ seek }) => seek({ rows: 0 })),
  'player.last': does(({ seek }) => seek(undefined)),
  'player.next-file': opensFile('next'),
  'player.previous-file': opensFile('previous'),
  'player.next-error': finds('next', 'error'),
  'player.previous-error': finds('previous', 'error'),
  'player.next-mark': finds('next', 'mark'),
  'player.previous-mark': finds('previous', 'mark'),
  'player.next-event': finds('next', 'event'),
  'player.previous-event': finds('previous', 'event'),
  'player.next-access': findsAccess('next'),
  'player.previous-access': findsAccess('previous'),
  'player.faster': does(({ changeSpeed }) => changeSpeed(1)),
  'player.slower': does(({ changeSpeed }) => changeSpeed(-1)),
  'player.skip-idle': toggles('skipsIdle', ({ toggleIdle }) => toggleIdle()),
  'player.loop': toggles('loops', ({ toggleLoop }) => toggleLoop()),
  'player.span-start': does(({ spanFromCursor }) => spanFromCursor('fromNs')),
  'player.span-end': does(({ spanFromCursor }) => spanFromCursor('toNs')),
  'player.span-all': does(({ chooseSpan }) => chooseSpan(undefined)),
};
