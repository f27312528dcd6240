import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_BUFFER_BYTES } from '../../../../contract/limits.ts';
import { check, ok, warning } from '../check.ts';

/** Bit of CAP_IPC_LOCK in the capability sets of /proc/PID/status. */
const IPC_LOCK = 1n << 14n;

export const memlock = check({
  id: 'memlock',
  title: 'Locked memory',
  needs: ['platform'],
  read: async ({ files }) => {
    const [limits, status] = await Promise.all(
      ['limits', 'status'].map((name) => readFile(join(files.proc, 'self', name), 'utf8').catch(() => '')),
    );
    const [, soft] = /^Max locked memory\s+(\S+)/m.exec(limits!) ?? [];
    const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)/m.exec(status!) ?? [];
    return { soft, unbounded: (BigInt(`0x${effective}`) & IPC_LOCK) !== 0n };
  },
  judge: ({ soft, unbounded }) => {
    if (unbounded) return ok('Not limited for this user.');
    if (soft === 'unlimited') return ok('Unlimited.');
    if (Number(soft) >= MAX_BUFFER_BYTES) return ok(`Up to ${mebibytes(Number(soft))}.`);
    return warning(
      `Buffers of up to ${soft ? mebibytes(Number(soft)) : 'an unknown size'} together can be mapped for DMA; beyond, mapping fails with ENOMEM.`,
      `Raise the limit and log in again; one buffer may have ${mebibytes(MAX_BUFFER_BYTES)}.`,
      'echo "$USER - memlock unlimited" | sudo tee /etc/security/limits.d/90-vfio.conf',
    );
  },
});

const mebibytes = (bytes: number) => `${Math.floor((bytes / (1024 * 1024)) * 100) / 100} MiB`;
