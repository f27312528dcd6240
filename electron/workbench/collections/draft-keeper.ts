import { readFile } from 'node:fs/promises';
import { type KeptDraft, keptDraftSchema } from '../../contract/app/drafts.ts';
import { replaceFile } from '../files/replace-file.ts';

/** Keeps what is being composed in a file: whole at any moment, so that killing the workbench loses nothing that was kept. */
export class DraftKeeper {
  readonly #file: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** The draft that was kept last, by this workbench or another; one that is damaged is set aside and counts as none. */
  async read(): Promise<KeptDraft | undefined> {
    const text = await readFile(this.#file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return keptDraftSchema.parse(JSON.parse(text));
    } catch {
      await replaceFile(`${this.#file}.damaged`, text);
      return undefined;
    }
  }

  /** Keeps a draft; gives the one it replaces when that is not the one it was made from (`base`). Throws `write-failed`. */
  keep(draft: KeptDraft, base: number | undefined): Promise<KeptDraft | undefined> {
    const kept = this.#last.then(() => this.#replace(draft, base));
    this.#last = kept.catch(() => undefined);
    return kept;
  }

  async #replace(draft: KeptDraft, base: number | undefined): Promise<KeptDraft | undefined> {
    const before = await this.read();
    await replaceFile(this.#file, `${JSON.stringify(draft)}\n`);
    return before && before.at !== base && before.text !== draft.text ? before : undefined;
  }
}
