import { expect, test } from 'vitest';
import { ERRNO } from '../../native-bridge/abi/errno.ts';
import { planRequest } from '../../native-bridge/contract/requests/index.ts';
import { requestSchema } from '../../native-bridge/contract/requests/request.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

test.each(['pasid.bind', 'pasid.unbind'])('a real kernel has no %s, as the dry run says', (kind) =>
  withFunction(lab, 'rng', async ({ target }) => {
    await target.arm(true);
    const request = requestSchema.parse({ kind, gpgd: 0x1000n, hpasid: 1n });
    const { predicted, verdict } = planRequest(request, target.view());
    expect({ predicted, rule: verdict.broken[0]?.rule }).toEqual({ predicted: 'ENOTTY', rule: 'PASID-KERNEL' });
    expect(await target.send(request)).toMatchObject({ status: 'errno', errno: ERRNO.ENOTTY });
    expect(target.state().pasids).toBeUndefined();
  }));
