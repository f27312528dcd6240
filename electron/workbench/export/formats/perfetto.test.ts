import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportRecording } from '../export-recording.ts';
import { RateCounters } from '../perfetto/rate-counters.ts';
import { Tracks } from '../perfetto/tracks.ts';
import { memoryOutput, recordEverything, rowsOf } from '../testing/recordings.ts';
import { perfetto } from './perfetto.ts';

/** Fields of the messages, as the published schema names and numbers them: the reader's own list, not the writer's. */
const SCHEMA: Record<string, Record<number, readonly [name: string, type: string]>> = {
  trace: { 1: ['packet', 'packet'] },
  packet: {
    6: ['clock_snapshot', 'clock_snapshot'],
    8: ['timestamp', 'uint'],
    10: ['trusted_packet_sequence_id', 'uint'],
    11: ['track_event', 'track_event'],
    60: ['track_descriptor', 'track_descriptor'],
  },
  clock_snapshot: { 1: ['clocks', 'clock'] },
  clock: { 1: ['clock_id', 'uint'], 2: ['timestamp', 'uint'] },
  track_descriptor: { 1: ['uuid', 'uint'], 2: ['name', 'text'], 5: ['parent_uuid', 'uint'], 8: ['counter', 'counter'] },
  counter: { 3: ['unit', 'uint'], 6: ['unit_name', 'text'] },
  track_event: {
    4: ['debug_annotations', 'annotation'],
    9: ['type', 'uint'],
    11: ['track_uuid', 'uint'],
    23: ['name', 'text'],
    30: ['counter_value', 'int'],
    44: ['double_counter_value', 'double'],
  },
  annotation: {
    2: ['bool', 'bool'],
    3: ['uint', 'uint'],
    4: ['int', 'int'],
    6: ['text', 'text'],
    10: ['name', 'text'],
  },
};

// biome-ignore lint/suspicious/noExplicitAny: messages of any kind, by their field names; repeated fields are lists.
type Message = Record<string, any>;
const REPEATED = new Set(['packet', 'clocks', 'debug_annotations']);

/** Reads a message; a field that the schema has not, or with another wire type, is an error. */
function read(kind: string, bytes: Uint8Array): Message {
  const reader = new BinaryReader(bytes);
  const message: Message = {};
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    const [name, type] = SCHEMA[kind]![field] ?? [];
    if (!name || !type) throw new Error(`${kind} has no field ${field}`);
    const value = readValue(reader, type, wire);
    if (REPEATED.has(name)) message[name] = [...(message[name] ?? []), value];
    else message[name] = value;
  }
  return message;
}

function readValue(reader: BinaryReader, type: string, wire: WireType): unknown {
  const wanted = { uint: WireType.Varint, int: WireType.Varint, bool: WireType.Varint, double: WireType.Bit64 }[type];
  expect(wire).toBe(wanted ?? WireType.LengthDelimited);
  if (type === 'uint') return BigInt(reader.uint64());
  if (type === 'int') return BigInt(reader.int64());
  if (type === 'bool') return reader.bool();
  if (type === 'double') return reader.double();
  return type === 'text' ? reader.string() : read(type, reader.bytes());
}

let recording = '';
beforeAll(async () => {
  recording = await recordEverything(await mkdtemp(join(tmpdir(), 'zpci-perfetto-')));
});

/** Packets of the exported trace, and what a viewer would make of them: slices, instants and counters by the name of their track. */
async function trace(operations = false) {
  const output = memoryOutput();
  await exportRecording(recording, perfetto, output, { operations });
  const { packet: packets } = read('trace', output.bytes()) as { packet: Message[] };
  const tracks = new Map<bigint, string>();
  const counters = new Set<bigint>();
  const open = new Map<bigint, Message[]>();
  const seen: { track: string; name?: string; at: bigint; end?: bigint; value?: unknown; notes: Message }[] = [];
  for (const { timestamp: at, track_event: event, track_descriptor: told } of packets) {
    if (told) {
      if (told.parent_uuid !== undefined) expect(tracks.has(told.parent_uuid)).toBe(true);
      tracks.set(told.uuid, told.name);
      if (told.counter) counters.add(told.uuid);
    }
    if (!event) continue;
    const track = tracks.get(event.track_uuid);
    if (track === undefined) throw new Error('an event is on a track that was not told before');
    // The types: 1 and 2 a slice's begin and end, 3 an instant, 4 a counter's value, which has a track of its own kind.
    expect([1n, 2n, 3n, 4n]).toContain(event.type);
    expect(counters.has(event.track_uuid)).toBe(event.type === 4n);
    const notes = Object.fromEntries(
      (event.debug_annotations ?? []).map(({ name, ...value }: Message) => [name, Object.values(value)[0]]),
    );
    const item = { track, name: event.name, at, value: event.counter_value ?? event.double_counter_value, notes };
    if (event.type === 2n) open.get(event.track_uuid)!.pop()!.end = at;
    else seen.push(item);
    if (event.type === 1n) open.set(event.track_uuid, [...(open.get(event.track_uuid) ?? []), seen.at(-1)!]);
  }
  expect([...open.values()].flat()).toEqual([]);
  return { packets, seen, on: (track: string) => seen.filter((one) => one.track === track) };
}

describe('a Perfetto trace', () => {
  test('has each request as a slice from its start to its end in ns since 1970', async () => {
    const [{ seen, packets }, rows] = [await trace(), await rowsOf(recording)];
    const requests = rows.filter(({ kind }) => kind !== 'mark');
    const slices = seen.filter(({ end }) => end !== undefined);
    const start = packets.find(({ clock_snapshot }) => clock_snapshot)!.clock_snapshot.clocks[0].timestamp as bigint;
    expect(start > 1_700_000_000_000_000_000n).toBe(true);
    expect(slices.map(({ name, at, end }) => [name, at, end])).toEqual(
      requests.map(({ kind, atNs, durationNs }) => [kind, start + atNs, start + atNs + durationNs]),
    );
    expect(slices.map(({ notes }) => notes.seq)).toEqual(requests.map(({ seq }) => BigInt(seq)));
    expect(slices[2]!.notes).toMatchObject({
      errno: 'EINVAL',
      broken: 'stb.length stb.page',
      'request.offset': '0x1000',
    });
    expect(slices[2]!.notes.data).toBe(`${'07'.repeat(64)}…`);
    expect(packets.every((one) => one.trusted_packet_sequence_id === 1n)).toBe(true);
  });

  test('has marks and arming as instants, mappings and throughput as counters', async () => {
    const { on } = await trace();
    expect(on('Marks').map(({ name }) => name)).toEqual(['so far, "so" good\nindeed']);
    expect(on('Arming').map(({ name }) => name)).toEqual(['armed']);
    expect(on('Mappings').map(({ value }) => value)).toEqual([0n, 0n, 1n]);
    expect(on('Mapped').at(-1)!.value).toBe(4096n);
  });

  test('has rates where a burst begins, and none where it has ended', async () => {
    const { on } = await trace(true);
    const operations = on('Operations of burst 0');
    const ends = [operations[0]!.at, operations.at(-1)!.end];
    expect(on('Failed operations').map(({ at, value }) => [at, value])).toEqual([
      [ends[0], 1n],
      [ends[1], 0n],
    ]);
    expect(on('Operations a second').map(({ value }) => value)).toEqual([expect.closeTo(3 / 0.0029993, 3), 0]);
  });

  test('has no rate in a stretch in which nothing was sent', () => {
    const rates = new RateCounters();
    const slice = (atNs: bigint) =>
      rates.slice({ atNs, spanNs: 100n, ops: 1, bytes: 1, errors: 0, p50: 1, p99: 1 } as never);
    const ops = [50n, 150n, 450n].flatMap((at) => [...slice(at)]).concat([...rates.end()]);
    const told = ops.filter(({ track }) => track === 'Operations a second').map(({ atNs, value }) => [atNs, value > 0]);
    expect(told).toEqual([
      [0n, true],
      [100n, true],
      [200n, false],
      [400n, true],
      [500n, false],
    ]);
  });

  test('has each operation of a burst as a slice when asked', async () => {
    const slices = (await trace(true)).on('Operations of burst 0');
    expect(slices.map(({ at, end }) => Number(end! - at))).toEqual([100, 200, 300]);
    expect(slices.map(({ notes }) => notes.errno ?? notes.bytes)).toEqual([64n, 'EIO', 64n]);
  });

  test('puts slices that overlap on tracks of their own, and takes a track again when it is free', () => {
    const tracks = new Tracks();
    const lanes = [tracks.lane('a', 1, 0n, 10n), tracks.lane('a', 1, 5n, 15n), tracks.lane('a', 1, 10n, 20n)];
    expect(new Set(lanes.map(({ uuid }) => uuid)).size).toBe(2);
    expect(lanes[2]!.uuid).toBe(lanes[0]!.uuid);
  });
});
