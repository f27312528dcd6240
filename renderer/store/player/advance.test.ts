import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, playFrom } from './advance.ts';
import { type Player, speeds, stillPlayer } from './player.ts';

const MS = 1_000_000n;
const timeline = {
  beginNs: 100n * MS,
  durationNs: 10_100n * MS,
  binNs: 50n * MS,
  requests: [],
  errors: [],
  marks: [],
  events: [],
  armed: [],
  idle: [{ fromNs: 2000n * MS, toNs: 9000n * MS }],
  complete: true,
};
const player = (change: Partial<Player> = {}): Player => ({ ...stillPlayer, timeline, playing: true, ...change });

describe('a recording that plays', () => {
  test('moves as fast as it was recorded, or so many times as fast', () => {
    expect(advance(player({ cursor: 200n * MS }), 16).cursor).toBe(216n * MS);
    expect(advance(player({ cursor: 200n * MS, speed: 100 }), 10).cursor).toBe(1200n * MS);
    expect(advance(player({ cursor: 200n * MS, speed: 0.25 }), 16).cursor).toBe(204n * MS);
  });

  test('leaves idle time out, or plays it', () => {
    const inside = { cursor: 1995n * MS };
    expect(advance(player(inside), 16).cursor).toBe(9000n * MS);
    expect(advance(player({ ...inside, skipsIdle: false }), 16).cursor).toBe(2011n * MS);
  });

  test('stops at its end, or begins again', () => {
    const atEnd = { cursor: 10_095n * MS };
    expect(advance(player(atEnd), 16)).toEqual({ cursor: undefined, playing: false });
    expect(advance(player({ ...atEnd, loops: true }), 16)).toEqual({ cursor: 100n * MS, playing: true });
  });

  test('stays inside the chosen stretch', () => {
    const span = { fromNs: 300n * MS, toNs: 400n * MS };
    expect(playFrom(player({ span, cursor: 9000n * MS }))).toBe(300n * MS);
    expect(playFrom(player({ span, cursor: 350n * MS }))).toBe(350n * MS);
    expect(advance(player({ span, cursor: 399n * MS }), 16)).toEqual({ cursor: 400n * MS, playing: false });
    expect(advance(player({ span, cursor: 399n * MS, loops: true }), 16)).toEqual({ cursor: 300n * MS, playing: true });
  });

  test('always comes to its end, from anywhere and at any speed', () => {
    fc.assert(
      fc.property(
        fc.bigInt(100n * MS, 10_100n * MS),
        fc.constantFrom(...speeds),
        fc.integer({ min: 1, max: 1000 }),
        (cursor, speed, frameMs) => {
          let now: Player = player({ cursor: cursor < timeline.durationNs ? cursor : undefined, speed });
          for (let frames = 0; now.playing; frames++) {
            const next = advance(now, frameMs);
            expect(frames).toBeLessThan(50_000);
            if (next.playing) expect(next.cursor!).toBeGreaterThan(playFrom(now));
            now = { ...now, ...next };
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('without anything recorded it is at its end at once', () => {
    const empty = { ...timeline, beginNs: 0n, durationNs: 0n, idle: [] };
    expect(advance(player({ timeline: empty, loops: true }), 16)).toEqual({ cursor: undefined, playing: false });
  });
});
