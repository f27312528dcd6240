import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotSchema } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { labToSnapshot } from './lab-capture.ts';

const numRuns = Number(process.env.ZPCI_PROPERTY_RUNS ?? 100);
const NET = readFileSync(new URL('../../../assets/captures/k6.12-q10-net.json', import.meta.url), 'utf8');

interface Lab {
  calls: Record<string, unknown>[];
  [key: string]: unknown;
}

/** A valid snapshot or a named refusal; anything else is a failure. */
function tryRead(capture: unknown): void {
  try {
    expect(snapshotSchema.safeParse(labToSnapshot(capture, 'x', 'capture:x')).error).toBeUndefined();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(WorkbenchError);
    expect((thrown as WorkbenchError).info.code).toBe('damaged-file');
  }
}

test('a capture with any part replaced by anything gives a valid snapshot or is refused as damaged', () => {
  const keys = Object.keys(JSON.parse(NET));
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      tryRead({ ...JSON.parse(NET), schema: 's390x-lab-capture/1', [key === 'schema' ? 'note' : key]: value });
    }),
    { numRuns },
  );
});

test('a capture with a call garbled gives a valid snapshot or is refused as damaged', () => {
  const call = fc.dictionary(fc.constantFrom('what', 'request', 'in', 'rc', 'errno', 'out'), fc.jsonValue());
  fc.assert(
    fc.property(fc.nat({ max: 105 }), call, (at, garbled) => {
      const lab: Lab = JSON.parse(NET);
      lab.calls[at] = { ...lab.calls[at], ...garbled };
      tryRead(lab);
    }),
    { numRuns },
  );
});
