import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveSession } from '../workbench/session.ts';
import { stopOnInterrupt } from './on-target.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const before = SIGNALS.map((signal) => process.listeners(signal));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const [index, signal] of SIGNALS.entries()) {
    for (const one of process.listeners(signal)) if (!before[index]!.includes(one)) process.off(signal, one);
  }
});

/** Presses Ctrl+C on a session that is `part`; gives how often it was stopped and closed. */
async function interrupted(part: { readonly running?: string; readonly isClosing?: boolean }, ms: number) {
  const session = {
    stop: vi.fn(),
    close: vi.fn(async () => {}),
    isClosing: part.isClosing ?? false,
    describe: () => part,
  };
  stopOnInterrupt(session as unknown as LiveSession);
  process.listeners('SIGINT').at(-1)!('SIGINT');
  await vi.advanceTimersByTimeAsync(ms);
  return { stopped: session.stop.mock.calls.length, closed: session.close.mock.calls.length };
}

test('closes at once when nothing runs yet: there is nothing that would end by being stopped', async () => {
  expect(await interrupted({}, 0)).toEqual({ stopped: 1, closed: 1 });
  expect(process.exit).toHaveBeenCalledWith(3);
});

test('gives what runs its time, then closes over it', async () => {
  expect(await interrupted({ running: 'burst pcistb' }, 900)).toEqual({ stopped: 1, closed: 0 });
  await vi.advanceTimersByTimeAsync(100);
  expect(process.exit).toHaveBeenCalledWith(3);
});

test('leaves a session alone that is being closed: the command ends by itself', async () => {
  expect(await interrupted({ running: 'burst pcistb', isClosing: true }, 5000)).toEqual({ stopped: 1, closed: 0 });
  expect(process.exit).not.toHaveBeenCalled();
});
