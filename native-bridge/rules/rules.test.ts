import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRNO } from '../abi/errno.ts';
import { check, ruleSets } from './index.ts';
import { anyAccess, anyFacts, anyIrqSet, anyMap, anyPasid, anyStore, anyUnmap } from './testing/arbitraries.ts';
import { nearerMend, type Subject } from './testing/nearer-mend.ts';
import type { Facts, RuleSet } from './types.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 1500);
const SEED = 4;

/** Which requests a set judges. */
const SUBJECTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'pcistb-strict': anyStore,
  'pcistb-relaxed': anyStore,
  pcilg: anyStore,
  'ism-store': anyStore,
  'ism-load': anyStore,
  mmio: anyStore,
  'zpci-io-posted': anyStore,
  'zpci-io-fixed': anyStore,
  'zpci-io-access': anyAccess,
  'vfio-bar': anyAccess,
  config: anyAccess,
  'map-type1': anyMap,
  'map-type1v2': anyMap,
  'map-iommufd': anyMap,
  'unmap-type1': anyUnmap,
  'unmap-type1v2': anyUnmap,
  'unmap-iommufd': anyUnmap,
  'irq-set': anyIrqSet,
  'pasid-bind': anyPasid,
  'pasid-unbind': anyPasid,
  'device-reset': fc.constant({ kind: 'device.reset' }),
};

/** Rules that no change of the request keeps: what is wrong is the function's state, or memory this process does not have. */
const MENDED_ELSEWHERE = new Set([
  'BAR-ROM',
  'BAR-DECODE',
  'ZIO-DECODE',
  'ZIO-W10',
  'MAP-BUDGET',
  'MAP-MEMORY',
  'IOAS-MAP-MEMORY',
  'RESET-METHOD',
  'PASID-KERNEL',
  'PASID-FREE',
  'PASID-BOUND',
]);

/** Rules mended to where the whole transfer fits, its structure begins or a page ends: a nearer value would be taken, and mean something else. */
const TO_A_PLACE = new Set(['ISM-BAR', 'BAR-END', 'ZIO-POS', 'IOAS-UNMAP-SIZE']);

const sets = ruleSets as readonly RuleSet<unknown>[];

const samplesOf = ({ id }: RuleSet<unknown>): [unknown, Facts][] =>
  fc.sample(fc.tuple(SUBJECTS[id]!, anyFacts), { numRuns: RUNS, seed: SEED });

describe.each(sets.map((set) => ({ id: set.id, set })))('rules of $id', ({ set }) => {
  const samples = samplesOf(set);

  it.each(set.rules.map((rule) => ({ id: rule.id, rule })))('$id is broken by some request and kept by another', ({
    rule,
  }) => {
    const broken = samples.filter(([subject, facts]) => rule.broken(subject, facts) !== undefined);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.length).toBeLessThan(samples.length);
  });

  it('every rule that can be mended by one field offers a mend, and no rule offers one that does not keep it', () => {
    const unmended = new Set(set.rules.map(({ id }) => id));
    for (const [subject, facts] of samples) {
      for (const { rule: id, mends } of check(set, subject, facts).broken) {
        const rule = set.rules.find((one) => one.id === id)!;
        if (mends && mends.length > 0) unmended.delete(id);
        for (const { how, set: change } of mends ?? [])
          expect(rule.broken({ ...(subject as object), ...change }, facts), `${id}: ${how}`).toBeUndefined();
      }
    }
    expect([...unmended].filter((id) => !MENDED_ELSEWHERE.has(id))).toEqual([]);
  });

  it('the first mend changes as little as possible: no nearer value is as good', () => {
    for (const [subject, facts] of samples.slice(0, RUNS / 15)) {
      for (const { rule, mends } of check(set, subject, facts).broken) {
        const found =
          !TO_A_PLACE.has(rule) &&
          mends?.[0] &&
          nearerMend(set, subject as Subject, facts, { rule, change: mends[0].set });
        expect(found, `${rule}: ${inspect({ subject, mends, found })}`).toBeFalsy();
      }
    }
  });

  it('a breach blames a field of the request and says the numbers', () => {
    for (const [subject, facts] of samples) {
      for (const { field, detail, mends } of check(set, subject, facts).broken) {
        const fields = Object.keys(subject as object);
        expect(fields).toContain(field);
        expect(detail.length).toBeGreaterThan(3);
        for (const { set: change } of mends ?? [])
          for (const name of Object.keys(change)) expect(fields).toContain(name);
      }
    }
  });

  it('the verdict is the errno of the first broken rule', () => {
    for (const [subject, facts] of samples) {
      const { broken, errno } = check(set, subject, facts);
      expect(errno).toBe(set.rules.find((rule) => rule.id === broken[0]?.rule)?.errno);
    }
  });
});

describe('the list of rule sets', () => {
  it('names every set once, and every rule once inside its set', () => {
    expect(new Set(sets.map(({ id }) => id)).size).toBe(sets.length);
    for (const { rules } of sets) expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('gives one meaning to one rule id', () => {
    const sentences = new Map<string, string>();
    for (const rule of sets.flatMap(({ rules }) => rules)) {
      expect(sentences.get(rule.id) ?? rule.sentence).toBe(rule.sentence);
      sentences.set(rule.id, rule.sentence);
    }
  });

  it('says for every rule a sentence, a known errno and a source', () => {
    for (const rule of sets.flatMap(({ rules }) => rules)) {
      expect(rule.sentence).toMatch(/^[A-Z].*\.$|^argsz|^size|^start/);
      expect(ERRNO[rule.errno]).toBeGreaterThan(0);
      expect(rule.source).not.toBe('');
    }
  });
});
