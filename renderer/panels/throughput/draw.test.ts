import { describe, expect, test } from 'vitest';
import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import type { Kit } from './brush-kit.ts';
import { draw } from './draw.ts';
import { MARGIN, scaleOf } from './scale.ts';

const TENTH = 100_000_000n;

const slice = (number: number, dropped = 0): ThroughputSlice => ({
  ...{
    atNs: BigInt(number) * TENTH + TENTH / 2n,
    spanNs: TENTH,
    ops: 10,
    bytes: 80,
    errors: 0,
    operations: 10,
    dropped,
  },
  ...{ p50: 1, p90: 1, p99: 1, max: 1, modelled: false, parts: [] },
});

/** What was filled, as its corners, in which colour. */
interface Filled {
  readonly colour: unknown;
  readonly corners: readonly (readonly [number, number])[];
}

/** A canvas that notes what is filled on it. */
function notebook() {
  const filled: Filled[] = [];
  let corners: [number, number][] = [];
  const to = (x: number, y: number) => void corners.push([x, y]);
  const context = {
    fillStyle: '',
    ...{ save() {}, restore() {}, rect() {}, clip() {}, stroke() {}, closePath() {}, setLineDash() {} },
    beginPath: () => {
      corners = [];
    },
    ...{ moveTo: to, lineTo: to },
    fill: () => filled.push({ colour: context.fillStyle, corners }),
  };
  const kit = { context, colour: (name: string) => name } as unknown as Kit;
  return { filled, kit };
}

const size = { width: 500, height: 120 };
const axis = (from: number, to: number) => ({ domain: [from, to] as const, ticks: [] });
const scale = scaleOf(size, axis(0, 1), axis(0, 100), false);

function triangles(slices: readonly ThroughputSlice[], drops = true): readonly Filled[] {
  const { filled, kit } = notebook();
  draw(kit, size, scale, { slices, stack: [], lines: [], modelled: false, drops });
  return filled.filter(({ colour }) => colour === '--error');
}

describe('what was not recorded', () => {
  test('is a triangle that hangs over the middle of each slice that lacks something, inside the plot', () => {
    const drawn = triangles([slice(0), slice(1, 3), slice(2), slice(3, 700)]);
    expect(drawn.map(({ corners }) => Math.round(corners.at(-1)![0]))).toEqual(
      [0.15, 0.35].map((s) => Math.round(scale.x(s))),
    );
    for (const { corners } of drawn) {
      expect(corners).toHaveLength(3);
      expect(new Set(corners.map(([x]) => x)).size).toBe(3);
      for (const [x, y] of corners) {
        expect(x).toBeGreaterThan(MARGIN.left);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(size.height - MARGIN.bottom);
      }
    }
  });

  test('is marked where the chart says so, and nothing is where nothing is missing', () => {
    expect(triangles([slice(1, 3)], false)).toEqual([]);
    expect(triangles([slice(1), slice(2)])).toEqual([]);
  });
});
