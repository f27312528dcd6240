import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../../electron/workbench/doctor/diagnose.ts';
import { ownBridges } from '../target/bridges.ts';
import { lab } from '../the-lab.ts';

/** docs/HOST-SETUP.md, word for word, on the function it names; what cannot run here says why beside its block. */

const PAGE = fileURLToPath(new URL('../../../docs/HOST-SETUP.md', import.meta.url));
const BLOCK = /^## (.+)$|^(?:<!-- lab: (.+) -->\n)?```sh\n([\s\S]*?)^```$/gm;

interface Block {
  readonly section: string;
  /** `root`, `user`, or `no, ` and why. */
  readonly as: string | undefined;
  readonly commands: string;
}

function blocks(): Block[] {
  let section = '';
  return [...readFileSync(PAGE, 'utf8').matchAll(BLOCK)].flatMap(([, heading, as, commands]) => {
    if (heading) section = heading;
    return commands ? [{ section, as, commands }] : [];
  });
}

const unbound = `/sys/bus/pci/devices/${lab.bdf('unbound')}`;
const driver = async () => (await lab.sh(`basename $(readlink ${unbound}/driver)`)).trim();
const run = async (among: readonly Block[]) => {
  for (const { as, commands } of among) {
    if (as === 'root') await lab.sh(commands);
    if (as === 'user') await lab.sh(commands, { user: 'lab' });
  }
};

const all = blocks();
const back = all.filter(({ section }) => section === 'Giving it back');
const setup = all.filter((block) => !back.includes(block));

const bridges = ownBridges();
// The guest keeps its modules without an index, which every installed system has.
beforeAll(() => lab.sh('depmod'));
afterAll(async () => {
  await bridges.close();
  await run(back);
});

test('every block says who runs it here, or why it cannot run here', () => {
  expect(all.length).toBeGreaterThan(10);
  for (const { as, commands } of all) expect(as, commands).toMatch(/^(root|user|no, it .+)$/);
});

describe('a host set up as the page says', () => {
  beforeAll(() => run(setup));

  test('has its function bound to vfio-pci', async () => {
    expect(await driver()).toBe('vfio-pci');
  });

  test('is ready for an ordinary user, through ssh', async () => {
    const checks = await diagnose(bridges, lab.address('unbound', 'lab'), () => {});
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(checks.find(({ id }) => id === 'access')).toMatchObject({ status: 'ok' });
  });

  test('says of the other functions that this user may not open their files', async () => {
    const { bridge } = await bridges.for(lab.host('lab'));
    const { targets } = await bridge.call('targets.list', {});
    expect(targets.find(({ address }) => address === `vfio:${lab.bdf('xhci')}`)).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/^You may not open \/dev\/vfio\/\d+\.$/),
      remedy: expect.stringContaining('sudo chown $USER /dev/vfio/'),
    });
  });

  test('gives its function back', async () => {
    await run(back);
    expect(await driver()).toBe('virtio-pci');
  });
});
