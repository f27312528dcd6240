import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { damagedCapture } from '../../../contract/capture-file.ts';
import { WorkbenchError } from '../../../contract/errors.ts';
import { SimHost } from '../host.ts';
import { driverNamed } from '../vfio/driver.ts';
import { eraOf } from '../vfio/era.ts';
import { SimFunction } from '../zpci/function.ts';
import { capturedDevice } from './captured-device.ts';
import { driverOf, identityOf } from './captured-facts.ts';
import { agrees, type Comparison } from './comparison.ts';
import { knownDifferences } from './known-differences.ts';
import { type LabFile, readLabFile } from './lab-file.ts';
import { type Hooks, replayCalls } from './replay-calls.ts';
import { ReplayProcess } from './replay-process.ts';
import { replayConfigAfterReset, replayReads } from './replay-reads.ts';

/** Conformance: what real kernels answered, asked of a simulated function made from the same facts. */

export interface Difference extends Comparison {
  /** Why it is known and accepted. */
  readonly reason?: string;
}

export interface FileResult {
  readonly file: string;
  readonly agreed: number;
  /** Everything that differs, known or not, in order. */
  readonly differences: readonly Difference[];
}

/** The known differences do not count. */
export const failures = ({ differences }: FileResult) => differences.filter(({ reason }) => reason === undefined);

/** Every capture (`*.json`) of a folder, by name. Throws `no-such-file`. */
export async function captureFiles(folder: string): Promise<string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => join(folder, name));
  } catch (cause) {
    const message = `The folder ${folder} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? cause}.`;
    throw new WorkbenchError({ code: 'no-such-file', message, next: 'Give a folder of captures.' }, { cause });
  }
}

/** Replays all captures of a folder. Throws `no-such-file`, and `damaged-file` for the first file that is no lab capture. */
export async function runConformance(folder: string): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const file of await captureFiles(folder)) results.push(await replayFile(file));
  return results;
}

/** Replays one capture. Throws `no-such-file`, `damaged-file`, `future-version`. */
export async function replayFile(file: string): Promise<FileResult> {
  const name = basename(file);
  const lab = await readLabFile(file);
  const comparisons = await replay(lab, name);
  const differing = comparisons.filter((comparison) => !agrees(comparison));
  return {
    file: name,
    agreed: comparisons.length - differing.length,
    differences: differing.map((difference) => ({ ...difference, reason: reasonFor(name, difference) })),
  };
}

function replay(lab: LabFile, name: string): Promise<Comparison[]> {
  const host = new SimHost(eraOf(lab.system.kernel));
  const driver = driverNamed(driverOf(lab));
  if (!driver) throw damagedCapture(name, `its driver "${driverOf(lab)}" is not modelled`);
  host.plug(new SimFunction(identityOf(lab, name), driver, capturedDevice(lab)));
  const process = new ReplayProcess(host, lab);
  const hooks: Hooks = {
    opened: () => replayReads(lab, process),
    reset: () => replayConfigAfterReset(lab, process),
  };
  return replayCalls(lab, process, hooks);
}

const reasonFor = (file: string, { call }: Comparison) =>
  knownDifferences.find((known) => known.file === file && known.call === call)?.reason;
