/** What both strips draw with: theme colours, hatching, text that fits. */

export interface Kit {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  /** Dark ink for text on the map's colours, which are middling in both themes. */
  readonly ink: string;
  /** Value of a theme variable: `--line`. */
  readonly colour: (name: string) => string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A canvas sized for the screen's pixel density, cleared, ready to draw in CSS pixels. */
export function openKit(canvas: HTMLCanvasElement, width: number, height: number): Kit | undefined {
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.setTransform(density, 0, 0, density, 0, 0);
  const style = getComputedStyle(canvas);
  context.font = `11px ${style.getPropertyValue('--font-mono')}`;
  context.textBaseline = 'middle';
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return { context, width, colour, ink: colour(style.colorScheme.includes('light') ? '--text' : '--bg') };
}

const HATCH_STEP = 6;

/** Diagonal lines: what cannot be used. */
export function hatch({ context, colour }: Kit, { x, y, width, height }: Box): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = colour('--bg-control');
  context.fill();
  context.strokeStyle = colour('--line-strong');
  context.lineWidth = 1;
  context.beginPath();
  const first = Math.floor((x - height) / HATCH_STEP) * HATCH_STEP;
  for (let at = first; at < x + width; at += HATCH_STEP) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

export function fill({ context }: Kit, { x, y, width, height }: Box, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
}

export function outline({ context }: Kit, { x, y, width, height }: Box, colour: string, thickness = 1): void {
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.strokeRect(x + thickness / 2, y + thickness / 2, width - thickness, height - thickness);
}

/** Text centred in a box on a plate of the panel's colour, left out when it does not fit. */
export function label(
  kit: Kit,
  { x, y, width, height }: Box,
  texts: readonly string[],
  ink: string,
  plate = false,
): void {
  const { context, colour } = kit;
  const text = texts.find((one) => context.measureText(one).width + 8 <= width);
  if (!text) return;
  const size = context.measureText(text).width;
  const left = x + (width - size) / 2;
  const middle = y + height / 2;
  if (plate) fill(kit, { x: left - 3, y: middle - 8, width: size + 6, height: 16 }, colour('--bg-panel'));
  context.fillStyle = ink;
  context.fillText(text, left, middle);
}

/** Texts at x positions on one line, each kept inside the strip; one that would touch its left neighbour is left out. */
export function marks(kit: Kit, y: number, texts: readonly { readonly x: number; readonly text: string }[]): void {
  const { context, width, colour } = kit;
  context.fillStyle = colour('--text-dim');
  let free = 0;
  for (const { x, text } of texts) {
    const size = context.measureText(text).width;
    const left = Math.min(Math.max(x - size / 2, 0), width - size);
    if (left < free) continue;
    context.fillText(text, left, y);
    free = left + size + 10;
  }
}
