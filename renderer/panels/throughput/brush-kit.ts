import type { LaidOut } from './use-size.ts';

/** What the charts draw with. */
export interface Kit {
  readonly context: CanvasRenderingContext2D;
  /** Value of a theme variable: `--line`. */
  readonly colour: (name: string) => string;
}

/** Colours of a theme, each read once: asking for a style while the page changes makes the browser lay it out on the spot. */
export class Colours {
  readonly #theme: string;
  readonly #read = new Map<string, string>();

  constructor(theme: string) {
    this.#theme = theme;
  }

  of(name: string): string {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const style = getComputedStyle(document.documentElement);
    const value = style.getPropertyValue(name).trim();
    if (document.documentElement.dataset.theme === this.#theme) this.#read.set(name, value);
    return value;
  }
}

/** A cleared canvas for the screen's pixel density and the page's zoom, ready to draw in CSS pixels; made anew only when its size has changed. */
export function openKit(
  canvas: HTMLCanvasElement,
  { width, height, density }: LaidOut,
  colours: Colours,
): Kit | undefined {
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, colour: (name) => colours.of(name) };
}
