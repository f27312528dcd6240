import type { DockviewApi, SerializedDockview } from 'dockview-react';
import type { PanelId } from '../panels/index.ts';
import type { Preset } from '../store/preferences.ts';
import type { WorkbenchStore } from '../store/workbench-store.ts';
import { arrangementOf, panelOf } from './arrangement.ts';

/** Where a closed panel comes back: the targets at the left edge, others as one more tab of the group in use. */
const reopened = (id: PanelId) =>
  id === 'targets' ? { position: { direction: 'left' as const }, initialWidth: 230 } : {};

const afterLayout = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));

/** Where the panels are: shows them, moves the keyboard between them, keeps arrangements by preset and brings back the original. */
export class Dock {
  readonly #store: WorkbenchStore;
  #api: DockviewApi | undefined;
  #loading = false;
  /** The arrangement from before presenting. */
  #before: Record<string, unknown> | undefined;

  constructor(store: WorkbenchStore) {
    this.#store = store;
  }

  /** Called once by the docking component. */
  ready(api: DockviewApi): void {
    this.#api = api;
    this.#load(this.#preset);
    api.onDidLayoutChange(() => this.#keep());
  }

  /** Brings a panel to the front, opening it again if it was closed, and gives the keyboard to `part` of it. */
  show(id: PanelId, part?: string): void {
    const panel = this.#api?.getPanel(id) ?? this.#api?.addPanel({ ...panelOf(id), ...reopened(id) });
    panel?.group.api.setVisible(true);
    panel?.api.setActive();
    requestAnimationFrame(() => this.focus(id, part));
  }

  /** Gives the keyboard to what the panel marks with `data-focus` (and the part's name), else to the first thing that takes it. */
  focus(id: PanelId, part = ''): void {
    const panel = document.querySelector(`[data-panel="${id}"]`);
    const goal =
      panel?.querySelector<HTMLElement>(`[data-focus="${part}"]`) ??
      panel?.querySelector<HTMLElement>(':is([tabindex="0"], button, input, select):enabled, div[tabindex="0"]');
    goal?.focus();
  }

  /** Whether the panel is to be seen: open, in front of its tabs, and not folded away. */
  isShown(id: PanelId): boolean {
    const panel = this.#api?.getPanel(id);
    return Boolean(panel?.group.api.isVisible && panel.api.isVisible);
  }

  /** Folds the panel's group away, or brings it back to where it was. */
  toggle(id: PanelId): void {
    const panel = this.#api?.getPanel(id);
    if (panel?.group.api.isVisible) panel.group.api.setVisible(false);
    else this.show(id);
  }

  /** One panel over the whole area and back. */
  toggleMaximized(): void {
    if (this.#api?.hasMaximizedGroup()) this.#api.exitMaximizedGroup();
    else this.#api?.activePanel?.api.maximize();
  }

  /** One panel alone in large type, or everything again exactly as it was. */
  present(presenting: boolean): void {
    const { actions, preferences } = this.#store.getState();
    if (presenting) this.#before = preferences.arrangements[this.#preset];
    this.toggleMaximized();
    actions.present(presenting);
    if (!presenting) afterLayout(() => this.#restore());
  }

  choose(preset: Preset): void {
    this.#store.getState().actions.choosePreset(preset);
    this.#load(preset);
  }

  /** The chosen preset as it was in the beginning. */
  reset(): void {
    this.#store.getState().actions.keepArrangement(this.#preset, undefined);
    this.#load(this.#preset);
  }

  /** Large type has squeezed the other panels: they get back the room they had. */
  #restore(): void {
    this.#store.getState().actions.keepArrangement(this.#preset, this.#before);
    this.#load(this.#preset);
  }

  get #preset(): Preset {
    return this.#store.getState().preferences.preset;
  }

  #load(preset: Preset): void {
    const kept = this.#store.getState().preferences.arrangements[preset];
    this.#loading = true;
    try {
      this.#api?.fromJSON((kept as unknown as SerializedDockview) ?? arrangementOf(preset));
    } catch {
      this.#api?.fromJSON(arrangementOf(preset));
    } finally {
      this.#loading = false;
    }
  }

  #keep(): void {
    if (this.#loading || !this.#api) return;
    const arrangement = this.#api.toJSON() as unknown as Record<string, unknown>;
    this.#store.getState().actions.keepArrangement(this.#preset, arrangement);
  }
}
