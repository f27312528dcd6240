import { expect, test } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

const refused = () => Promise.resolve('refused');
const never = () => new Promise<string>(() => {});

test('one piece at a time, in order; one that fails does not stop the next', async () => {
  const queue = new SerialQueue();
  const log: string[] = [];
  const piece = (name: string) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
    return name;
  };
  const a = queue.run(piece('a'), refused);
  const b = queue.run(piece('b'), refused);
  await expect(a).rejects.toThrow('a failed');
  expect(await b).toBe('b');
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a stopped queue begins nothing: what waited behind a stuck piece is told so, and so is what comes later', async () => {
  const queue = new SerialQueue();
  void queue.run(never, refused);
  const waiting = queue.run(async () => 'ran', refused);
  await Promise.resolve();
  queue.stop();
  expect(await waiting).toBe('refused');
  expect(await queue.run(async () => 'ran', refused)).toBe('refused');
});
