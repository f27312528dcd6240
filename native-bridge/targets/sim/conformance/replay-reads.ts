import { type Comparison, compareRead } from './comparison.ts';
import type { LabFile, RecordedBar, RecordedRead } from './lab-file.ts';
import type { ReplayProcess } from './replay-process.ts';

/**
 * The reads of a capture made again. The capturing tool took every region to lie at index << 40, which is not so with every driver:
 * that is kept, because the answers are those to these positions.
 */

const CONFIG = 7;
const IO_REGION = 9;
const COMMAND = 4;
const COMMAND_MEMORY = 2;
const at = (region: number, offset: number) => (BigInt(region) << 40n) + BigInt(offset);

/** Configuration space, BARs and the zPCI I/O region, as read once the device was open. */
export function replayReads(lab: LabFile, process: ReplayProcess): Comparison[] {
  return [
    ...replayConfig('config', lab.config, lab, process),
    ...optional(lab.config_beyond, (read) =>
      compareRead('config_beyond', read, process.pread(at(CONFIG, configSize(lab)), 4)),
    ),
    ...Object.entries(lab.bars).flatMap(([index, bar]) => replayBar(Number(index), bar, process)),
    ...replayMemoryOff(lab, process),
    ...replayIoRegion(lab, process),
  ];
}

/** Configuration space after the reset. */
export const replayConfigAfterReset = (lab: LabFile, process: ReplayProcess) =>
  replayConfig('config_after_reset', lab.config_after_reset, lab, process);

const optional = (read: RecordedRead | null | undefined, compare: (read: RecordedRead) => Comparison) =>
  read ? [compare(read)] : [];

const configSize = ({ sysfs }: LabFile) => sysfs.config?.hex?.length ?? 256;

function replayConfig(name: string, read: RecordedRead | null | undefined, lab: LabFile, process: ReplayProcess) {
  const length = read?.hex?.length ?? configSize(lab);
  return optional(read, (expected) => compareRead(name, expected, process.pread(at(CONFIG, 0), length)));
}

function replayBar(index: number, bar: RecordedBar, process: ReplayProcess): Comparison[] {
  const read = (name: string, expected: RecordedRead, offset: number, length: number) =>
    compareRead(`bars.${index}.${name}`, expected, process.pread(at(index, offset), length));
  return [
    ...bar.reads.map((one) => read(`reads ${one.off}+${one.len}`, one, one.off, one.len)),
    read('first256', bar.first256, 0, 256),
    read('last4', bar.last4, bar.size - 4, 4),
    read('beyond', bar.beyond, bar.size, 4),
  ];
}

/** A read with memory decoding switched off; the command register is put back afterwards. */
function replayMemoryOff({ bars_memory_off: expected }: LabFile, process: ReplayProcess): Comparison[] {
  if (!expected) return [];
  const { out: command } = process.pread(at(CONFIG, COMMAND), 2);
  if (command) process.pwrite(at(CONFIG, COMMAND), Uint8Array.of(command[0]! & ~COMMAND_MEMORY, command[1]!));
  const got = process.pread(at(expected.bar, 0), 4);
  if (command) process.pwrite(at(CONFIG, COMMAND), command);
  return [compareRead(`bars_memory_off bar ${expected.bar}`, expected, got)];
}

/** Part of the zPCI I/O region -> where it was read. */
const IO_READS: Readonly<Record<string, readonly [offset: number, length: number]>> = {
  hdr: [0, 16],
  all: [0, 48],
  req: [16, 32],
  beyond: [48, 16],
};

function replayIoRegion({ region9 }: LabFile, process: ReplayProcess): Comparison[] {
  return Object.entries(region9 ?? {}).flatMap(([part, expected]) => {
    const [offset, length] = IO_READS[part] ?? [];
    if (offset === undefined || length === undefined) return [];
    return [compareRead(`region9.${part}`, expected, process.pread(at(IO_REGION, offset), length))];
  });
}
