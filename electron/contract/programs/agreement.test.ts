import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import { ruleSets } from '../../../native-bridge/rules/index.ts';
import { openTarget } from '../../../native-bridge/targets/index.ts';
import type { Target } from '../../../native-bridge/targets/target.ts';
import { Agreement } from './testing/agreement.ts';
import { anySession, type Usual } from './testing/any-traffic.ts';
import { openMapped } from './testing/mapped-kernel.ts';
import { Tally } from './testing/tally.ts';

/**
 * What a dry run says and what the target then does are the same: errno, refusal, bytes of the call, and what changes. Compared for
 * requests of every kind on every path and back-end, faults left out.
 */

/** Requests compared, about; `ZPCI_AGREEMENT_REQUESTS=100000` compares that many. */
const wanted = process.env.ZPCI_AGREEMENT_REQUESTS ?? process.env.ZPCI_PROPERTY_RUNS;
const REQUESTS = Number(wanted ?? 4000);
const SEED = 20_261_121;
/** Requests of a session, on average. */
const SESSION = 30;

type Open = () => Promise<Target>;
const opened =
  (address: string): Open =>
  () =>
    openTarget(address);

const functions: Readonly<Record<string, Open>> = {
  'vfio-bar, type1': opened('sim:nic?clock=virtual'),
  'vfio-bar, iommufd': opened('sim:nic?clock=virtual&backend=iommufd'),
  'vfio-bar in words': opened('sim:nic?clock=virtual&path=bar4'),
  'vfio-bar of ISM': opened('sim:ism?clock=virtual&path=bar8'),
  mmio: openMapped,
  'zpci-io as posted': opened('sim:nic?clock=virtual&path=zpci-io'),
  'zpci-io reviewed': opened('sim:nic?clock=virtual&path=zpci-io-fixed&backend=iommufd'),
  'zpci-io as posted, ISM': opened('sim:ism?clock=virtual&path=zpci-io'),
  'ism-vfio-pci, type1': opened('sim:ism?clock=virtual'),
  'ism-vfio-pci, iommufd': opened('sim:ism?clock=virtual&backend=iommufd'),
  'ism-vfio-pci on a strict function': opened('sim:nic?clock=virtual&path=ism-vfio-pci'),
  'a budget of one mapping': opened('sim:nic?clock=virtual&budget=1'),
  'the proposals of 2019': opened('sim:rfc2019?clock=virtual'),
};

/** Memory decoding is turned off first. */
const undecoded: Readonly<Record<string, Open>> = {
  'vfio-bar, decoding off': opened('sim:ism?clock=virtual&path=bar8'),
  'vfio-bar with an MSI-X table, decoding off': opened('sim:nic?clock=virtual'),
  'zpci-io reviewed, decoding off': opened('sim:ism?clock=virtual&path=zpci-io-fixed'),
};

const usual: Readonly<Record<string, Usual>> = {
  mmio: { path: 'mmio' },
  'the proposals of 2019': { bindsTables: true },
};

const tally = new Tally();
const names = [...Object.keys(functions), ...Object.keys(undecoded)];

/** Sends a session to a freshly opened function and compares every request. Throws where they disagree. */
async function compared(open: Open, session: readonly unknown[], prepare?: (target: Target) => Promise<void>) {
  const target = await open();
  try {
    const agreement = await Agreement.begin(target, tally, prepare);
    for (const item of session) await agreement.next(item);
  } finally {
    await target.close();
  }
}

async function decodingOff(target: Target): Promise<void> {
  await target.send({ kind: 'config.write', offset: 4n, data: new Uint8Array(2) });
}

describe.each(names)('on %s', (name) => {
  it('every answer is the predicted one', async () => {
    const numRuns = Math.ceil(REQUESTS / SESSION / names.length);
    const [open, prepare] = undecoded[name] ? [undecoded[name], decodingOff] : [functions[name]!];
    const property = fc.asyncProperty(anySession(usual[name]), (session) => compared(open, session, prepare));
    await fc.assert(property, { numRuns, seed: SEED + names.indexOf(name) });
  });
});

/** Rules that no request of the workbench can break: it fills these fields itself, names memory and regions it has. */
const OUT_OF_REACH = new Set([
  'BAR-INDEX',
  'ISM-INDEX',
  'MAP-ARGSZ',
  'MAP-FLAGS',
  'MAP-WRAP-VADDR',
  'MAP-VADDR-ABSENT',
  'MAP-VADDR-VALID',
  'MAP-MEMORY',
  'IOAS-MAP-ARGSZ',
  'IOAS-MAP-FLAGS',
  'IOAS-MAP-MEMORY',
  'UNMAP-ARGSZ',
  'UNMAP-FLAGS',
  'UNMAP-DIRTY',
  'IOAS-UNMAP-ARGSZ',
  'IRQ-ARGSZ',
  'IRQ-INDEX',
  'IRQ-WRAP',
  'IRQ-FLAGS',
  'IRQ-DATA',
  'IRQ-DATA-SIZE',
  'IRQ-ACTION',
  'ZIO-W10',
  'RESET-METHOD',
]);

describe('what was compared', () => {
  const rules = new Set(ruleSets.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const reachable = [...rules].filter((id) => !OUT_OF_REACH.has(id));
  const least = REQUESTS >= 100_000 ? 20 : 1;

  it('is as many requests as were asked for, of every kind and on every path', () => {
    expect(tally.total('kind')).toBeGreaterThan(REQUESTS * 0.9);
    for (const { kind } of requestKinds) expect(tally.of('kind', kind), kind).toBeGreaterThanOrEqual(least);
    for (const path of ['ism-vfio-pci', 'zpci-io', 'vfio-bar', 'mmio'])
      expect(tally.of('path', path), path).toBeGreaterThanOrEqual(least);
  });

  it('broke every rule a request can break, mostly as the one that answers', () => {
    const met = (id: string) => tally.of('rule that answered', id) + tally.of('rule broken besides', id);
    const missed = reachable.filter((id) => met(id) < least);
    expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(REQUESTS >= 100_000 ? 0 : reachable.length / 8);
    expect([...OUT_OF_REACH].filter((id) => met(id) > 0 || !rules.has(id))).toEqual([]);
  });

  it('had every errno a rule can give, and as many legal requests as refused ones', () => {
    const errnos = new Set(
      ruleSets.flatMap(({ rules }) => rules.filter(({ id }) => !OUT_OF_REACH.has(id)).map(({ errno }) => errno)),
    );
    for (const errno of errnos) expect(tally.of('errno', errno), errno).toBeGreaterThanOrEqual(least);
    const share = tally.of('errno', 'none') / tally.total('errno');
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.75);
  });

  it('left little to the device, which may refuse what no rule forbids', () => {
    const planned = tally.total('errno');
    expect(tally.total('only the device knew')).toBeLessThan(planned / 8);
  });
});

afterAll(() => {
  if (wanted) process.stdout.write(`${inspect(tally.report(), { depth: 4, maxArrayLength: 200 })}\n`);
});
