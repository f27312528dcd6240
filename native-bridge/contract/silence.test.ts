import { expect, test, vi } from 'vitest';
import { HEARTBEAT_MS, PATIENCE_MS } from './limits.ts';
import { watchSilence } from './silence.ts';

const peer = () => ({ onTraffic: () => {}, ping: vi.fn(), close: vi.fn() });
const beats = Math.floor(PATIENCE_MS / HEARTBEAT_MS);

test('a silent peer is pinged, and given up after the patience is over', () => {
  const one = peer();
  const beat = watchSilence(one, 'The workbench');
  for (let i = 0; i < beats; i++) beat();
  expect(one.ping).toHaveBeenCalledTimes(beats);
  expect(one.close).not.toHaveBeenCalled();
  beat();
  expect(one.close).toHaveBeenCalledWith(expect.objectContaining({ code: 'silent' }));
});

test('any message starts the patience anew', () => {
  const one = peer();
  const beat = watchSilence(one, 'The workbench');
  for (let i = 0; i < 10 * beats; i++) {
    if (i % (beats - 1) === 0) one.onTraffic();
    beat();
  }
  expect(one.close).not.toHaveBeenCalled();
});

test('silence is told once within a second, and so is its end', () => {
  const one = peer();
  const told = vi.fn();
  const beat = watchSilence(one, 'The bridge program', told);
  const within = Math.floor(1000 / HEARTBEAT_MS);
  for (let i = 0; i < within + 3; i++) beat();
  expect(told.mock.calls).toEqual([[true]]);
  one.onTraffic();
  one.onTraffic();
  expect(told.mock.calls).toEqual([[true], [false]]);
});
