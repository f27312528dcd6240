import { describe, expect, test } from 'vitest';
import type { Request } from '../../contract/bridge-contract.ts';
import type { TargetEvent } from '../target.ts';
import type { AnyBurst, AnyTarget } from './suite.ts';
import type { Traits } from './traits.ts';

/**
 * The host wants a function back while it is in use. `open` opens it anew; `askBack` has the host ask for it, in whatever way that
 * is done there.
 */
export function describeRelease(
  name: string,
  open: () => Promise<AnyTarget>,
  askBack: (target: AnyTarget) => Promise<void>,
  { place, interrupt: index }: NonNullable<Traits['live']>,
): void {
  describe(`${name}, wanted back by its host`, () => {
    test('says so at once, stops burst and wait, sends nothing more, lets go of it, and then is gone', async () => {
      const target = await open();
      const events = untilGone(target);
      await target.arm(true);
      const { start: iova } = target.view().facts.windows[0]!;
      await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
      await target.send({ kind: 'dma.map', buffer: 'b', at: 0n, iova, read: true, write: true });
      await target.send({ kind: 'irq.arm', index, start: 0, count: 1 });
      const spec = { op: 'pcistb', ...place, length: 16, stride: 0, span: 0, rate: 1000 } as const;
      const burst = await target.startBurst(spec);
      expect((await burst.drain()).done).toBe(false);
      await askBack(target);
      await drainedToItsEnd(burst);
      expect((await events).map(({ event }) => event)).toEqual(['release-requested', 'gone']);
      for (const request of LATER) {
        await expect(target.send(request)).rejects.toMatchObject({ info: { code: 'release-requested' } });
      }
      await target.close();
    });

    test('though nobody armed it: the request is heard from opening on', async () => {
      const target = await open();
      const events = untilGone(target);
      await askBack(target);
      expect((await events).map(({ event }) => event)).toEqual(['release-requested', 'gone']);
      await target.close();
    });
  });
}

const LATER: readonly Request[] = [
  { kind: 'config.read', offset: 0n, length: 4 },
  { kind: 'irq.wait', index: 4, vector: 0, timeoutMs: 600_000 },
];

/** What is announced up to and with `gone`, interrupts left out. */
function untilGone(target: AnyTarget): Promise<TargetEvent[]> {
  return new Promise((resolve) => {
    const events: TargetEvent[] = [];
    target.onEvent((event) => {
      if (event.event !== 'irq') events.push(event);
      if (event.event === 'gone') resolve(events);
    });
  });
}

async function drainedToItsEnd(burst: AnyBurst): Promise<void> {
  while (!(await burst.drain()).done);
}
