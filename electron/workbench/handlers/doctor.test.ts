import { expect, test } from 'vitest';
import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { doctorHandlers } from './doctor.ts';

const ADDRESS = 'vfio:0007:00:00.0';
const FINDING: Check = { id: 'driver', title: 'Its driver', status: 'failed', message: 'None.' };

/** The handlers of a window, and what that window was told. */
function asked(bridge = new FakeBridge()) {
  const told: unknown[] = [];
  const handlers = doctorHandlers({
    bridges: bridge.ways,
    sessions: { resolve: async (address) => address.replace('typed ', '') },
    tell: (event, payload) => told.push([event, payload]),
  });
  return { handlers, told };
}

const CALL = { isCancelled: () => false, cancelled: new Promise<void>(() => {}) };

test('checks are told as they come, under the number the window gave, and answered together', async () => {
  const bridge = new FakeBridge();
  bridge.doctor = ({ run }, tell) => {
    tell(run, FINDING);
    return [FINDING];
  };
  const { handlers, told } = asked(bridge);
  const { checks } = await handlers['doctor.run']({ run: 7, address: `typed ${ADDRESS}` }, CALL);
  expect(checks.map(({ id }) => id)).toEqual(['bridge', 'driver']);
  expect(told).toEqual(checks.map((check) => ['doctor.check', { run: 7, check }]));
});

test('binding tells the driver and why that one; giving back tells nothing', async () => {
  const { handlers } = asked();
  const bound = await handlers['target.bind']({ address: ADDRESS }, CALL);
  expect(bound).toEqual({ driver: 'vfio-pci', why: 'it takes every function' });
  expect(await handlers['target.restore']({ address: ADDRESS }, CALL)).toEqual({});
});

test.each(['target.bind', 'target.restore'] as const)('%s is for functions of a machine', async (method) => {
  const refused = asked().handlers[method]({ address: 'sim:ism' }, CALL);
  await expect(refused).rejects.toMatchObject({ info: { code: 'bad-address' } });
});
