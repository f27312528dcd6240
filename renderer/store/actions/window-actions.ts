import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import type { Preferences, Preset } from '../preferences.ts';
import type { WorkbenchData } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** What concerns this window alone: notices, theme, arrangement, what lies above the panels, the hand-over to the composer. */
export const windowActions = ({ get, set, notify }: StoreContext) => {
  const prefer = (change: Partial<Preferences>) => set({ preferences: { ...get().preferences, ...change } });
  return {
    notify,
    dismiss: (notice: number) => set({ notices: get().notices.filter(({ id }) => id !== notice) }),
    toggleTheme: () => prefer({ theme: get().preferences.theme === 'dark' ? 'light' : 'dark' }),
    choosePreset: (preset: Preset) => prefer({ preset }),
    keepArrangement: (preset: Preset, arrangement: Record<string, unknown> | undefined) =>
      prefer({ arrangements: { ...get().preferences.arrangements, [preset]: arrangement } }),
    present: (presenting: boolean) => set({ presenting }),
    openOverlay: (overlay: WorkbenchData['overlay']) => set({ overlay }),
    /** Puts a request into the composer, ready to be changed and sent. */
    compose: (request: RequestRow['request'] & { readonly kind: string }) =>
      set({ draft: { id: (get().draft?.id ?? 0) + 1, request } }),
  };
};
