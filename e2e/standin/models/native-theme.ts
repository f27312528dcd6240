import { StrictEmitter } from '../strict/strict.ts';
import { WebContents } from '../window/web-contents.ts';

type Source = 'system' | 'light' | 'dark';

/** The theme pages see in their media queries. The system's own is light. */
export class NativeTheme extends StrictEmitter {
  static override readonly events = ['updated'];
  readonly shouldUseHighContrastColors = false;
  #source: Source = 'system';

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (source === this.#source) return;
    this.#source = source;
    const value = source === 'system' ? '' : source;
    WebContents.emulateMedia([{ name: 'prefers-color-scheme', value }]);
    this.emit('updated');
  }
}
