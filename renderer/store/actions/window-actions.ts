import type { AppContract, RequestRow } from '../../../electron/contract/app-contract.ts';
import type { Params } from '../../../native-bridge/contract/method-table.ts';
import { type Preferences, type Preset, ROTATIONS, themes } from '../preferences.ts';
import type { WorkbenchData } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** What concerns this window alone: notices, theme, arrangement, what lies above the panels, the hand-over to the composer. */
export const windowActions = (context: StoreContext) => {
  const { get, set, notify } = context;
  const prefer = (change: Partial<Preferences>) => set({ preferences: { ...get().preferences, ...change } });
  return {
    notify,
    /** Tells the desktop how it stands with the commands; of no account when it is gone. */
    reportCommands: (commands: Params<AppContract, 'window.commands'>) =>
      void context.peer?.call('window.commands', commands).catch(() => undefined),
    dismiss: (notice: number) => set({ notices: get().notices.filter(({ id }) => id !== notice) }),
    chooseTheme: (theme: Preferences['theme']) => prefer({ theme }),
    /** Dark, light, as the system, and round again. */
    nextTheme: () => prefer({ theme: themes[(themes.indexOf(get().preferences.theme) + 1) % themes.length] }),
    adoptSystemTheme: (systemTheme: WorkbenchData['systemTheme']) => set({ systemTheme }),
    showComposer: (composer: Preferences['composer']) => prefer({ composer }),
    /** When the next recordings go on in a next file, bytes; 0: never. */
    chooseRotation(bytes: number) {
      prefer({ rotate: ROTATIONS.find((one) => one === bytes) ?? 0 });
    },
    choosePreset: (preset: Preset) => prefer({ preset }),
    keepArrangement: (preset: Preset, arrangement: Record<string, unknown> | undefined) =>
      prefer({ arrangements: { ...get().preferences.arrangements, [preset]: arrangement } }),
    /** Puts away what the last loss of the connection cost. */
    readMissed(session: string, since: bigint) {
      context.patchView(session, () => ({ readMissed: since }));
    },
    present: (presenting: boolean) => set({ presenting }),
    openOverlay: (overlay: WorkbenchData['overlay']) => set({ overlay }),
    /** Puts a request into the composer, ready to be changed and sent. */
    compose: (request: RequestRow['request'] & { readonly kind: string }) =>
      set({ draft: { id: (get().draft?.id ?? 0) + 1, request } }),
  };
};
