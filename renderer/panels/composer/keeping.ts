import { type KeptDraft, keptDraftSchema } from '../../../electron/contract/app/drafts.ts';
import type { WorkbenchStore } from '../../store/workbench-store.ts';
import { type Draft, draftOf, emptyDraft, keptOf, takenOver, withOther } from './draft.ts';
import { changeDraft, draftStore } from './use-draft.ts';

/**
 * Keeps the draft where nothing loses it: in the workbench folder soon after every change, and in the browser at once, for what is typed
 * while the workbench does not answer. Of the two the later one counts, and the other can be had back.
 */

/** Changes are sent this long after the first of a row of them, ms. */
const SOON = 300;
const KEY = 'zpci-workbench.composer';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Begins with what was kept in the browser, and keeps the draft until the function that is given back is called. */
export const keepDraft = (workbench: WorkbenchStore, storage: Storage): (() => void) =>
  new DraftKeeping(workbench, storage).start();

class DraftKeeping {
  readonly #workbench: WorkbenchStore;
  readonly #storage: Storage;
  /** Of the draft here, and of the one the workbench has. */
  #at = 0;
  #keptAt: number | undefined;
  #isSending = false;
  #isSettling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workbench: WorkbenchStore, storage: Storage) {
    this.#workbench = workbench;
    this.#storage = storage;
  }

  start(): () => void {
    const stored = read(this.#storage);
    if (stored) this.#adopt(() => draftOf(stored), stored.at);
    const followed = draftStore.subscribe((draft, before) => this.#changed(draft, before));
    const met = this.#workbench.subscribe(({ connection, keptDraft }, before) => {
      if (connection.state === 'open' && before.connection.state !== 'open') void this.#meet();
      if (keptDraft && keptDraft !== before.keptDraft) this.#take(keptDraft);
    });
    return () => {
      followed();
      met();
      clearTimeout(this.#timer);
    };
  }

  /** What the workbench has, after connecting: of two drafts the later one is shown, the other is in its history. */
  async #meet(): Promise<void> {
    const answer = await this.#workbench.getState().actions.readDraft();
    if (!answer) return;
    const { draft: kept } = answer;
    this.#keptAt = kept?.at;
    if (kept && kept.at > this.#at) this.#take(kept);
    else if (kept && kept.at < this.#at)
      changeDraft((draft) => (kept.text === draft.text ? draft : withOther(draft, kept)));
    if (this.#at > (kept?.at ?? 0)) this.#soon();
    this.#tell();
  }

  #take(kept: KeptDraft): void {
    this.#keptAt = kept.at;
    this.#adopt((draft) => (draft === emptyDraft ? draftOf(kept) : takenOver(draft, kept)), kept.at);
    this.#tell();
  }

  #adopt(change: (draft: Draft) => Draft, at: number): void {
    this.#isSettling = true;
    changeDraft(change);
    this.#isSettling = false;
    this.#at = at;
  }

  #changed(draft: Draft, before: Draft): void {
    if (this.#isSettling || isSame(draft, before)) return;
    this.#at = Math.max(Date.now(), this.#at + 1);
    write(this.#storage, keptOf(draft, this.#at));
    this.#soon();
    this.#tell();
  }

  #soon(): void {
    if (this.#isSending || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#send(), SOON);
  }

  async #send(): Promise<void> {
    this.#timer = undefined;
    if (this.#workbench.getState().connection.state !== 'open') return;
    this.#isSending = true;
    const draft = keptOf(draftStore.getState(), this.#at);
    const answer = await this.#workbench.getState().actions.keepDraft(draft, this.#keptAt);
    this.#isSending = false;
    if (!answer) return;
    this.#keptAt = draft.at;
    if (answer.other) changeDraft((now) => withOther(now, answer.other!));
    if (this.#at !== draft.at) this.#soon();
    this.#tell();
  }

  /** Says whether the workbench has the draft as it is. */
  #tell(): void {
    const isDraftKept = this.#keptAt === this.#at || this.#at === 0;
    if (this.#workbench.getState().isDraftKept !== isDraftKept) this.#workbench.setState({ isDraftKept });
  }
}

/** Only what is kept counts as a change. */
const isSame = (a: Draft, b: Draft) =>
  a.text === b.text &&
  a.path === b.path &&
  a.file === b.file &&
  a.environment?.name === b.environment?.name &&
  a.past === b.past;

function read(storage: Storage): KeptDraft | undefined {
  try {
    return keptDraftSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
  } catch {
    return undefined;
  }
}

/** A draft that does not fit the browser is kept by the workbench alone. */
function write(storage: Storage, draft: KeptDraft): void {
  try {
    storage.setItem(KEY, JSON.stringify(draft));
  } catch {
    return;
  }
}
