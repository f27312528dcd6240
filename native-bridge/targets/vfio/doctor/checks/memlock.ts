import { MAX_BUFFER_BYTES } from '../../../../contract/limits.ts';
import { LIFT_LOCK_LIMIT, lockLimit } from '../../memlock.ts';
import { check, ok, warning } from '../check.ts';

export const memlock = check({
  id: 'memlock',
  title: 'Locked memory',
  needs: ['platform'],
  read: async ({ files }) => lockLimit(files),
  judge: ({ soft, unbounded }) => {
    if (unbounded) return ok('Not limited for this user.');
    if (soft === 'unlimited') return ok('Unlimited.');
    if (Number(soft) >= MAX_BUFFER_BYTES) return ok(`Up to ${mebibytes(Number(soft))}.`);
    return warning(
      `Buffers of up to ${soft ? mebibytes(Number(soft)) : 'an unknown size'} together can be mapped for DMA; beyond, mapping fails with ENOMEM.`,
      `Raise the limit and log in again; one buffer may have ${mebibytes(MAX_BUFFER_BYTES)}.`,
      LIFT_LOCK_LIMIT,
    );
  },
});

const mebibytes = (bytes: number) => `${Math.floor((bytes / (1024 * 1024)) * 100) / 100} MiB`;
