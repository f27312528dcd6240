import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import { hostAt } from './host-files.ts';
import { mappingAdvice } from './memlock.ts';

function withLimit(soft: string, capabilities: string) {
  const root = mkdtempSync(join(tmpdir(), 'zpci-limit-'));
  mkdirSync(join(root, 'proc/self'), { recursive: true });
  writeFileSync(
    join(root, 'proc/self/limits'),
    `Max locked memory         ${soft}              ${soft}              bytes\n`,
  );
  writeFileSync(join(root, 'proc/self/status'), `Name:\tnode\nCapEff:\t${capabilities}\n`);
  return hostAt(root);
}

test('a mapping refused for want of memory names the limit and how to raise it, where the limit counts', () => {
  const limited = mappingAdvice(withLimit('8388608', '0000000000000000'), ERRNO.ENOMEM);
  expect(limited).toMatch(/8388608 bytes \(RLIMIT_MEMLOCK\).*limits\.d/);
  for (const host of [withLimit('unlimited', '0'), withLimit('8388608', '0000000000004000'), hostAt('/nowhere')])
    expect(mappingAdvice(host, ERRNO.ENOMEM)).toBe('The host has no memory left to pin.');
});

test('a container without entries says so; other errors have no mend on the host', () => {
  expect(mappingAdvice(hostAt('/nowhere'), ERRNO.ENOSPC)).toMatch(/dma_entry_limit/);
  expect(mappingAdvice(hostAt('/nowhere'), ERRNO.EINVAL)).toBeUndefined();
});
