import { hexNumber } from '../../native-bridge/abi/hex.ts';
import { byteFormats } from '../contract/copying/byte-formats.ts';
import type { Moment } from '../contract/recording-cursor.ts';
import type { RecordedSession } from '../workbench/player/recorded-session.ts';
import { size } from './figures.ts';
import type { Io } from './io.ts';

/** Prints a recording as of `atNs`: what had happened, what was mapped, configuration space as it was known. */
export async function showAt(io: Io, session: RecordedSession, atNs: bigint): Promise<void> {
  const { revision: _revision, ...moment } = await session.at({ atNs });
  const { address, title, requests, durationNs } = session.describe();
  io.document({ address, title, durationNs, ofRequests: requests, asOf: moment });
  for (const line of momentLines(title, requests, moment)) io.line(line);
}

function momentLines(title: string, total: number, moment: Omit<Moment, 'revision'>): string[] {
  const { atNs, rows, counts, state, snapshot, config } = moment;
  const paths = counts.paths.map(({ path, requests }) => `${path} ${requests}`).join(', ');
  return [
    `${title} as of ${(Number(atNs) / 1e9).toFixed(6)} s`,
    `${rows} of ${total} requests, ${counts.errors} with errors, ${size(Number(counts.bytes))}${paths && ` (${paths})`}`,
    ...(snapshot ? [`${snapshot.bdf ?? snapshot.address}, ${snapshot.driver ?? 'no driver'}`] : []),
    ...(state ? stateLines(state) : []),
    ...configLines(config),
  ];
}

const stateLines = ({ armed, mappings, buffers, dmaAvail }: NonNullable<Moment['state']>) => [
  armed ? 'Armed' : 'Read-only',
  `${mappings.length} mappings, ${dmaAvail} more can be made`,
  ...mappings.map(
    ({ iova, size: length, read, write, buffer }) =>
      `  ${hexNumber(iova)}  ${hexNumber(length)}  ${read ? 'r' : '-'}${write ? 'w' : '-'}  ${buffer ?? ''}`,
  ),
  `${buffers.length} buffers`,
  ...buffers.map(({ name, size: length }) => `  ${name}  ${size(length)}`),
];

function configLines({ bytes, known }: Moment['config']): string[] {
  if (known.length === 0) return ['Configuration space was not read'];
  const ranges = known.map(({ offset, length }) => `0x${offset.toString(16)}..0x${(offset + length - 1).toString(16)}`);
  return [`Configuration space, known at ${ranges.join(', ')}`, ...hexdump(bytes)];
}

const hexdump = (bytes: Uint8Array): string[] =>
  byteFormats
    .find(({ id }) => id === 'hexdump')!
    .format(bytes, 0)
    .split('\n')
    .map((line) => `  ${line}`);
