import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * The messages of a Perfetto trace that an export uses, and nothing else of it. Field numbers are those of Perfetto's published
 * `trace_packet.proto`, `track_descriptor.proto`, `track_event.proto`, `debug_annotation.proto` and `clock_snapshot.proto`.
 */
const TRACE = { packet: 1 } as const;
const PACKET = { clockSnapshot: 6, timestamp: 8, sequence: 10, event: 11, track: 60 } as const;
const CLOCKS = { clock: 1, id: 1, timestamp: 2 } as const;
const TRACK = { uuid: 1, name: 2, parent: 5, counter: 8 } as const;
const COUNTER = { unit: 3, unitName: 6 } as const;
const EVENT = { annotation: 4, type: 9, track: 11, counterValue: 30, name: 23, doubleValue: 44 } as const;
const ANNOTATION = { bool: 2, uint: 3, int: 4, text: 6, name: 10 } as const;

const EVENT_TYPE = { begin: 1, end: 2, instant: 3, counter: 4 } as const;
const CLOCK = { realtime: 1, boottime: 6 } as const;
const UNIT = { count: 2, bytes: 3 } as const;

/** All packets of an export are of one writer. */
const SEQUENCE = 1;

/** What a person sees beside an event. */
export type Notes = Readonly<Record<string, string | number | bigint | boolean | undefined>>;

export interface Track {
  readonly uuid: number;
  readonly name: string;
  readonly parent?: number;
  /** A track of numbers, in this unit. */
  readonly counter?: 'count' | 'bytes' | 'ns' | '/s' | 'bytes/s';
}

/** Says that the trace clock is the wall clock, so that the viewer can show dates. */
export const clockPacket = (atNs: bigint) =>
  packet((writer) =>
    nested(writer, PACKET.clockSnapshot, () => {
      for (const id of [CLOCK.realtime, CLOCK.boottime])
        nested(writer, CLOCKS.clock, () => {
          number(writer, CLOCKS.id, id);
          number(writer, CLOCKS.timestamp, atNs);
        });
    }),
  );

export const trackPacket = ({ uuid, name, parent, counter }: Track) =>
  packet((writer) =>
    nested(writer, PACKET.track, () => {
      number(writer, TRACK.uuid, uuid);
      text(writer, TRACK.name, name);
      if (parent !== undefined) number(writer, TRACK.parent, parent);
      if (counter) nested(writer, TRACK.counter, () => unit(writer, counter));
    }),
  );

/** A slice: two packets. `atNs` and `endNs` are ns since 1970. */
export const slicePackets = (track: number, name: string, atNs: bigint, endNs: bigint, notes: Notes) => [
  eventPacket(atNs, track, EVENT_TYPE.begin, (writer) => named(writer, name, notes)),
  eventPacket(endNs, track, EVENT_TYPE.end, () => {}),
];

export const instantPacket = (track: number, name: string, atNs: bigint, notes: Notes = {}) =>
  eventPacket(atNs, track, EVENT_TYPE.instant, (writer) => named(writer, name, notes));

export const counterPacket = (track: number, atNs: bigint, value: bigint | number) =>
  eventPacket(atNs, track, EVENT_TYPE.counter, (writer) => {
    if (typeof value === 'number') writer.tag(EVENT.doubleValue, WireType.Bit64).double(value);
    else writer.tag(EVENT.counterValue, WireType.Varint).int64(BigInt.asIntN(64, value));
  });

function eventPacket(atNs: bigint, track: number, type: number, rest: (writer: BinaryWriter) => void): Uint8Array {
  return packet((writer) => {
    number(writer, PACKET.timestamp, atNs);
    nested(writer, PACKET.event, () => {
      number(writer, EVENT.type, type);
      number(writer, EVENT.track, track);
      rest(writer);
    });
  });
}

function packet(fill: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  nested(writer, TRACE.packet, () => {
    fill(writer);
    number(writer, PACKET.sequence, SEQUENCE);
  });
  return writer.finish();
}

function unit(writer: BinaryWriter, of: NonNullable<Track['counter']>): void {
  if (of === 'count' || of === 'bytes') number(writer, COUNTER.unit, UNIT[of]);
  else text(writer, COUNTER.unitName, of);
}

function named(writer: BinaryWriter, name: string, notes: Notes): void {
  text(writer, EVENT.name, name);
  for (const [key, value] of Object.entries(notes)) {
    if (value === undefined) continue;
    nested(writer, EVENT.annotation, () => {
      text(writer, ANNOTATION.name, key);
      note(writer, value);
    });
  }
}

function note(writer: BinaryWriter, value: string | number | bigint | boolean): void {
  if (typeof value === 'string') text(writer, ANNOTATION.text, value);
  else if (typeof value === 'boolean') writer.tag(ANNOTATION.bool, WireType.Varint).bool(value);
  else if (typeof value === 'bigint') number(writer, ANNOTATION.uint, value);
  else writer.tag(ANNOTATION.int, WireType.Varint).int64(value);
}

function nested(writer: BinaryWriter, field: number, fill: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  fill();
  writer.join();
}

const number = (writer: BinaryWriter, field: number, value: number | bigint) =>
  writer.tag(field, WireType.Varint).uint64(BigInt.asUintN(64, BigInt(value)));

const text = (writer: BinaryWriter, field: number, value: string) =>
  writer.tag(field, WireType.LengthDelimited).string(value);
