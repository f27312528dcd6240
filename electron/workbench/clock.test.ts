import { expect, test } from 'vitest';
import { SessionClock } from './clock.ts';

function clockAt() {
  const host = { now: 1000n };
  return { host, clock: new SessionClock(() => host.now) };
}

test('the first reading of the target ties its clock to the session, later ones keep their distances', () => {
  const { host, clock } = clockAt();
  host.now = 1500n;
  expect(clock.at(9_000_000n)).toBe(500n);
  expect(clock.at(9_000_007n)).toBe(507n);
});

test('a mark after a request never lies before it, and a slower target clock never goes back', () => {
  const { host, clock } = clockAt();
  clock.at(0n);
  clock.at(800n);
  expect(clock.now()).toBe(800n);
  host.now = 6000n;
  expect(clock.now()).toBe(5000n);
  expect(clock.at(810n)).toBe(5000n);
  expect(clock.at(830n)).toBe(5020n);
});
