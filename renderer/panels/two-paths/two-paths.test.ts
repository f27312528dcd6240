import { describe, expect, test } from 'vitest';
import type { LaneOperation } from '../../../electron/contract/two-paths/messages.ts';
import { memoryRuns, newBytes, rectsOf } from './memory.ts';
import { sentence } from './sentence.ts';
import { stepFrom, storesBy, timelineOf } from './timeline.ts';

const took = (...durations: number[]): LaneOperation[] =>
  durations.map((durationNs) => ({ durationNs, operations: 1 }));

describe('the time axis of a lane', () => {
  const timeline = timelineOf(took(10, 20, 5));

  test('is the time of its calls one behind the other', () => {
    expect(timeline).toEqual({ ends: [10, 30, 35], total: 35 });
    expect([0, 9, 10, 34, 35, 99].map((at) => storesBy(timeline, at))).toEqual([0, 0, 1, 2, 3, 3]);
  });

  test('is stepped through from end to end of a store in any lane, and stops at both ends', () => {
    const both = [timeline, timelineOf(took(12))];
    const walked = [0];
    for (let i = 0; i < 5; i++) walked.push(stepFrom(both, walked.at(-1)!, 1));
    expect(walked).toEqual([0, 10, 12, 30, 35, 35]);
    const back = [35];
    for (let i = 0; i < 5; i++) back.push(stepFrom(both, back.at(-1)!, -1));
    expect(back).toEqual([35, 30, 12, 10, 0, 0]);
  });
});

describe('the memory of the peer', () => {
  const payload = Uint8Array.from({ length: 16 }, (_, at) => at);
  const seen = (from: number, to: number) => ({ durationNs: 1, operations: 1, seen: payload.slice(from, to) });
  const nothing = { durationNs: 1, operations: 1, seen: new Uint8Array(4).fill(0xee) };

  test('is what was read behind each store, not what was sent', () => {
    expect(memoryRuns([seen(0, 4), nothing, seen(8, 12)], 3, 4, payload)).toEqual([
      { from: 0, to: 4, state: 'new' },
      { from: 4, to: 8, state: 'wrong' },
      { from: 8, to: 12, state: 'new' },
      { from: 12, to: 16, state: 'old' },
    ]);
  });

  test('is drawn in rows: a run covers its bytes exactly once', () => {
    expect(rectsOf({ from: 6, to: 27, state: 'new' }, 8)).toEqual([
      { x: 6, y: 0, width: 2, height: 1 },
      { x: 0, y: 1, width: 8, height: 2 },
      { x: 0, y: 3, width: 3, height: 1 },
    ]);
  });

  test('is torn from the first byte that is not as sent', () => {
    expect(newBytes(payload, payload)).toBe(16);
    expect(newBytes(Uint8Array.of(0, 1, 0xee, 3), payload)).toBe(2);
    expect(newBytes(undefined, payload)).toBe(0);
  });

  test('is told in words that follow from what was read', () => {
    const torn = payload.with(15, 0xee);
    const common = { operations: took(1), done: true, signals: { first: 1, all: 4 } };
    expect(sentence({ ...common, torn: payload }, payload)).toContain('no moment in between');
    expect(sentence({ ...common, torn, end: payload }, payload)).toContain('4 times. At the first signal 15 of 16');
    expect(sentence({ ...common, torn, end: torn }, payload)).toBe('1 of 16 bytes are not what was sent.');
  });
});
