import { expect, test } from 'vitest';
import type { Request } from '../../contract/bridge-contract.ts';
import type { Case } from './suite.ts';

const REQUESTS: readonly Request[] = [
  { kind: 'pcilg', space: 0, offset: 0n, length: 4 },
  { kind: 'pcistb', space: 0, offset: 0n, data: new Uint8Array(8), pageOffset: 0 },
  { kind: 'config.read', offset: 0n, length: 4 },
  { kind: 'buffer.alloc', buffer: 'b', size: 1 },
  { kind: 'dma.unmap', iova: 0n, size: 0n, all: true },
  { kind: 'device.reset' },
];

/** Holds for targets with no function behind them. */
export function lookOnlyCases(one: Case): void {
  test.each(REQUESTS)('$kind is refused as absent', async (request) => {
    await expect(one.target.send(request)).rejects.toMatchObject({ info: { code: 'absent', op: request.kind } });
  });

  test('arming and bursts are refused as absent', async () => {
    const spec = { op: 'pcilg', space: 0, offset: 0n, length: 4, stride: 0, span: 0 } as const;
    await expect(async () => one.target.arm(true)).rejects.toMatchObject({ info: { code: 'absent' } });
    await expect(async () => one.target.startBurst(spec)).rejects.toThrow('to look at');
  });
}
