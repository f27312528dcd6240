import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BRIDGE_PATIENCE_MS, HEARTBEAT_MS } from '../contract/limits.ts';
import { watchSilence } from './silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const peer = () => ({ onTraffic: () => {}, ping: vi.fn(), close: vi.fn() });

test('a silent workbench is pinged, and given up after the patience is over', () => {
  const one = peer();
  watchSilence(one);
  vi.advanceTimersByTime(BRIDGE_PATIENCE_MS);
  expect(one.ping.mock.calls.length).toBe(Math.floor(BRIDGE_PATIENCE_MS / HEARTBEAT_MS));
  expect(one.close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(one.close).toHaveBeenCalledWith(expect.objectContaining({ code: 'silent' }));
});

test('any message starts the patience anew, and nothing happens once watching ended', () => {
  const one = peer();
  const stop = watchSilence(one);
  for (let i = 0; i < 10; i++) {
    vi.advanceTimersByTime(BRIDGE_PATIENCE_MS / 2);
    one.onTraffic();
  }
  expect(one.close).not.toHaveBeenCalled();
  stop();
  vi.advanceTimersByTime(10 * BRIDGE_PATIENCE_MS);
  expect(one.close).not.toHaveBeenCalled();
});
