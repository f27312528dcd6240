import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import type { IovaRange, Mapping } from '../../../native-bridge/rules/types.ts';
import { accessOf } from './access.ts';
import { type Box, fill, hatch, type Kit, label, marks, outline } from './canvas-kit.ts';
import { DETAIL_TOP } from './draw-overview.ts';
import { type Run, runsOf } from './runs.ts';
import { type Viewport, xOf } from './viewport.ts';

export const DETAIL = { top: DETAIL_TOP, height: 34 };
const TICK = DETAIL.top + DETAIL.height;
export const CANVAS_HEIGHT = TICK + 20;

export interface DetailContent {
  readonly windows: readonly IovaRange[];
  /** Sorted by IOVA. */
  readonly mappings: readonly (Mapping & { readonly buffer?: string })[];
  readonly view: Viewport;
  /** Indexes into the mappings. */
  readonly selected?: number;
  readonly hovered?: number;
}

const stripBox = (x: number, width: number): Box => ({ x, y: DETAIL.top, width, height: DETAIL.height });

function drawWindows(kit: Kit, { windows, view }: DetailContent): void {
  hatch(kit, stripBox(0, kit.width));
  for (const { start, end } of windows) {
    const x = Math.max(xOf(view, start, kit.width), 0);
    const right = Math.min(xOf(view, end + 1n, kit.width), kit.width);
    if (right > x) fill(kit, stripBox(x, Math.max(right - x, 1)), kit.colour('--bg'));
  }
}

function runTexts({ mappings }: DetailContent, { first, last }: Run): string[] {
  if (first !== last) return [`${last - first + 1}`];
  const { buffer = 'mapping', size } = mappings[first]!;
  const { text } = accessOf(mappings[first]!);
  return [`${buffer} ${sizeText(size)} ${text}`, `${buffer} ${text}`, text];
}

const holds = ({ first, last }: Run, index: number | undefined) =>
  index !== undefined && index >= first && index <= last;

function drawRun(kit: Kit, content: DetailContent, run: Run): void {
  const box = { ...stripBox(run.x, run.width), y: DETAIL.top + 5, height: DETAIL.height - 10 };
  const isSelected = holds(run, content.selected);
  fill(kit, box, kit.colour(isSelected ? '--bg-selected' : accessOf(content.mappings[run.first]!).colour));
  label(kit, box, runTexts(content, run), isSelected ? kit.colour('--text') : kit.ink);
  if (isSelected) outline(kit, { ...box, y: box.y - 3, height: box.height + 6 }, kit.colour('--accent'), 2);
  else if (holds(run, content.hovered)) outline(kit, box, kit.colour('--text'), 1);
}

/** Addresses at round hex steps: a power of two that leaves room for the text. */
function ticks({ start, span }: Viewport, width: number) {
  const wanted = (Number(span) / width) * 150;
  const step = 1n << BigInt(Math.max(Math.ceil(Math.log2(wanted)), 12));
  const first = ((start + step - 1n) / step) * step;
  const count = Number((start + span - first) / step) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, i) => first + BigInt(i) * step).map((address) => ({
    x: xOf({ start, span }, address, width),
    text: groupedHex(address),
  }));
}

function drawTicks(kit: Kit, view: Viewport): void {
  const places = ticks(view, kit.width);
  for (const { x } of places) fill(kit, { x, y: TICK, width: 1, height: 5 }, kit.colour('--text-faint'));
  marks(kit, TICK + 12, places);
}

/** Part of the space, linear and to scale: windows, holes, mappings. */
export function drawDetail(kit: Kit, content: DetailContent): void {
  drawWindows(kit, content);
  for (const run of runsOf(content.mappings, content.view, kit.width)) drawRun(kit, content, run);
  outline(kit, stripBox(0, kit.width), kit.colour('--line-strong'));
  drawTicks(kit, content.view);
}
