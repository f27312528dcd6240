import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { accessOf } from './access.ts';
import { overviewX, type PlacedSegment } from './axis.ts';
import { type Box, fill, hatch, type Kit, label, marks, outline } from './canvas-kit.ts';
import type { NamedMapping } from './panel.tsx';
import { roughSize } from './rough-size.ts';
import type { Viewport } from './viewport.ts';

export const OVERVIEW = { marks: 8, top: 18, height: 24 };

const segmentBox = ({ x, width }: PlacedSegment): Box => ({ x, y: OVERVIEW.top, width, height: OVERVIEW.height });

function texts({ kind, start, end, mappings, first }: PlacedSegment, all: readonly NamedMapping[]): string[] {
  if (kind !== 'mapped') return [`${kind} ${roughSize(end - start + 1n)}`, kind];
  return mappings === 1 ? [all[first!]?.buffer ?? '1 mapping', '1'] : [`${mappings} mappings`, `${mappings}`];
}

function drawSegment(kit: Kit, segment: PlacedSegment, all: readonly NamedMapping[]): void {
  const box = segmentBox(segment);
  const { kind, first } = segment;
  if (kind === 'reserved') hatch(kit, box);
  else fill(kit, box, kit.colour(first === undefined ? '--bg' : accessOf(all[first]!).colour));
  outline(kit, box, kit.colour('--line-strong'));
  const ink = kind === 'mapped' ? kit.ink : kit.colour('--text-dim');
  label(kit, box, texts(segment, all), ink, kind === 'reserved');
}

/** Where windows begin and end; mappings have their addresses on the strip below. */
function boundaries(segments: readonly PlacedSegment[]) {
  const starts = segments
    .filter(({ kind }, index) => kind === 'reserved' || index === 0 || segments[index - 1]!.kind === 'reserved')
    .map(({ x, start }) => ({ x, text: groupedHex(start) }));
  const last = segments.at(-1);
  return last ? [...starts, { x: last.x + last.width, text: groupedHex(last.end) }] : starts;
}

/** The whole space at once: every stretch visible, widths by the logarithm of size, with what the detail strip shows marked. */
export function drawOverview(
  kit: Kit,
  segments: readonly PlacedSegment[],
  mappings: readonly NamedMapping[],
  view: Viewport,
): void {
  marks(kit, OVERVIEW.marks, boundaries(segments));
  for (const segment of segments) drawSegment(kit, segment, mappings);
  const left = overviewX(segments, view.start);
  const right = overviewX(segments, view.start + view.span - 1n);
  const box = { x: left, y: OVERVIEW.top - 3, width: Math.max(right - left, 3), height: OVERVIEW.height + 6 };
  outline(kit, box, kit.colour('--text'), 2);
  drawFan(kit, box);
}

/** Two lines that tell which part of the overview the strip below enlarges. */
function drawFan({ context, width, colour }: Kit, box: Box): void {
  const y = box.y + box.height;
  context.strokeStyle = colour('--text-faint');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(box.x, y);
  context.lineTo(0, y + FAN);
  context.moveTo(box.x + box.width, y);
  context.lineTo(width, y + FAN);
  context.stroke();
}

const FAN = 11;
export const DETAIL_TOP = OVERVIEW.top + OVERVIEW.height + 3 + FAN;
