import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { endOf, startOf } from '../../store/throughput.ts';
import type { Kit } from './brush-kit.ts';
import { runsOf } from './runs.ts';
import { MARGIN, type Scale, type Size } from './scale.ts';
import type { Series } from './series.ts';

/** Everything that changes ten times a second is drawn here, on a canvas: slices as steps, each over the time it stands for. */

export interface Drawing {
  readonly slices: readonly ThroughputSlice[];
  /** Layers on top of each other. */
  readonly stack: readonly Series[];
  readonly lines: readonly Series[];
  /** The times come from a model: hatched. */
  readonly modelled: boolean;
  /** Marks where operations were not recorded. */
  readonly drops: boolean;
}

interface Step {
  readonly from: number;
  readonly to: number;
  readonly slice: ThroughputSlice;
}

export function draw(kit: Kit, size: Size, scale: Scale, { slices, stack, lines, modelled, drops }: Drawing): void {
  const { context } = kit;
  const runs = runsOf(slices).map((run) => stepsOf(run, scale));
  context.save();
  context.beginPath();
  context.rect(MARGIN.left, 0, size.width - MARGIN.left - MARGIN.right, size.height - MARGIN.bottom + 1);
  context.clip();
  for (const run of runs) {
    drawStack(kit, run, stack, scale, modelled);
    for (const line of lines) drawLine(kit, run, line, scale);
  }
  if (drops) for (const step of runs.flat()) if (step.slice.dropped > 0) drawDrop(kit, step);
  context.restore();
}

const secondsOf = (ns: bigint) => Number(ns) / 1e9;

/** Neighbours meet, so that a hair between them is not taken for a pause. */
function stepsOf(run: readonly ThroughputSlice[], { x }: Scale): readonly Step[] {
  return run.map((slice, index) => {
    const next = run[index + 1];
    const from = x(secondsOf(startOf(slice)));
    return { from, to: Math.max(x(secondsOf(next ? startOf(next) : endOf(slice))), from + 1), slice };
  });
}

function drawStack(kit: Kit, run: readonly Step[], stack: readonly Series[], { y }: Scale, modelled: boolean): void {
  let floor = run.map(() => 0);
  for (const series of stack) {
    const top = run.map(({ slice }, index) => floor[index]! + series.value(slice));
    const colour = kit.colour(series.color);
    fillBetween(kit, run, floor.map(y), top.map(y), modelled ? hatched(kit, colour) : colour, modelled ? 1 : 0.25);
    strokeSteps(kit, run, top.map(y), colour);
    floor = top;
  }
}

type Paint = string | CanvasPattern;

function fillBetween(
  { context }: Kit,
  run: readonly Step[],
  low: number[],
  high: number[],
  paint: Paint,
  alpha: number,
) {
  context.beginPath();
  run.forEach(({ from, to }, index) => {
    context.lineTo(from, high[index]!);
    context.lineTo(to, high[index]!);
  });
  for (let index = run.length - 1; index >= 0; index--) {
    context.lineTo(run[index]!.to, low[index]!);
    context.lineTo(run[index]!.from, low[index]!);
  }
  context.closePath();
  context.globalAlpha = alpha;
  context.fillStyle = paint;
  context.fill();
  context.globalAlpha = 1;
}

function strokeSteps({ context }: Kit, run: readonly Step[], heights: readonly number[], colour: string): void {
  context.beginPath();
  run.forEach(({ from, to }, index) => {
    context.lineTo(from, heights[index]!);
    context.lineTo(to, heights[index]!);
  });
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

/** A line is drawn where there is something to draw: no errors make no line at the bottom, no operations no latency. */
function drawLine(kit: Kit, run: readonly Step[], { color, dash = [], value }: Series, { y }: Scale): void {
  const { context } = kit;
  context.setLineDash([...dash]);
  let from = 0;
  for (let index = 0; index <= run.length; index++) {
    if (index < run.length && value(run[index]!.slice) > 0) continue;
    const part = run.slice(from, index);
    if (part.length > 0)
      strokeSteps(
        kit,
        part,
        part.map(({ slice }) => y(value(slice))),
        kit.colour(color),
      );
    from = index + 1;
  }
  context.setLineDash([]);
}

/** A triangle that hangs from the upper edge: operations of this slice are not in the recording. */
function drawDrop({ context, colour }: Kit, { from, to }: Step): void {
  const middle = (from + to) / 2;
  context.beginPath();
  context.moveTo(middle - 5, 1);
  context.lineTo(middle + 5, 1);
  context.lineTo(middle, 9);
  context.closePath();
  context.fillStyle = colour('--error');
  context.fill();
}

const HATCH = 7;
const patterns = new Map<string, CanvasPattern | null>();

/** Diagonal lines: what is hatched was modelled, not measured. */
function hatched({ context }: Kit, colour: string): Paint {
  if (!patterns.has(colour)) patterns.set(colour, context.createPattern(hatchTile(colour), 'repeat'));
  return patterns.get(colour) ?? colour;
}

function hatchTile(colour: string): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = HATCH;
  tile.height = HATCH;
  const context = tile.getContext('2d')!;
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  for (const shift of [-HATCH, 0, HATCH]) {
    context.moveTo(shift, HATCH);
    context.lineTo(shift + HATCH, 0);
  }
  context.stroke();
  return tile;
}
