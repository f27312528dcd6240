import { create, toBinary } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  FileDescriptorSetSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import * as z from 'zod';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { toJson } from '../json.ts';

/** The operations of one slice of a burst. */
export interface BurstMessage {
  /** Number of the burst inside the session. */
  readonly burst: number;
  /** Session time of the first operation of these columns. */
  readonly atNs: bigint;
  /** The burst as it was asked for, in the values of a recording. */
  readonly spec: Record<string, unknown>;
  readonly count: number;
  readonly bytes: number;
  readonly errors: number;
  readonly operations: number;
  readonly dropped: number;
  readonly modelled: boolean;
  readonly done: boolean;
  /** u64 start on the target's clock, ns, little-endian. */
  readonly startNs: Uint8Array;
  /** u32 duration, ns, little-endian. */
  readonly durationNs: Uint8Array;
  /** s32 bytes moved, or -errno, little-endian. */
  readonly result: Uint8Array;
  /** The way its operations took; absent where none is told apart, and in recordings of versions that did not write it. */
  readonly path?: string;
}

/** How a kind of field is declared, written and read. */
interface Kind {
  readonly type: Type;
  readonly wire: WireType;
  readonly repeated?: true;
  /** Left out when there is no value. */
  readonly optional?: true;
  readonly write: (writer: BinaryWriter, value: never) => unknown;
  readonly read: (reader: BinaryReader) => unknown;
}

const u32: Kind = {
  type: Type.UINT32,
  wire: WireType.Varint,
  write: (writer, value) => writer.uint32(value),
  read: (reader) => reader.uint32(),
};
const counter: Kind = {
  type: Type.UINT64,
  wire: WireType.Varint,
  write: (writer, value) => writer.uint64(value),
  read: (reader) => Number(reader.uint64()),
};
const flag: Kind = {
  type: Type.BOOL,
  wire: WireType.Varint,
  write: (writer, value) => writer.bool(value),
  read: (reader) => reader.bool(),
};
const time: Kind = {
  type: Type.FIXED64,
  wire: WireType.Bit64,
  write: (writer, value) => writer.fixed64(value),
  read: (reader) => BigInt(reader.fixed64()),
};
const json: Kind = {
  type: Type.STRING,
  wire: WireType.LengthDelimited,
  write: (writer, value) => writer.string(JSON.stringify(toJson(value))),
  read: (reader) => z.record(z.string(), z.unknown()).parse(JSON.parse(reader.string())),
};
const text: Kind = {
  type: Type.STRING,
  wire: WireType.LengthDelimited,
  optional: true,
  write: (writer, value) => writer.string(value),
  read: (reader) => reader.string(),
};
/**
 * A packed repeated field of fixed width is, byte for byte, a little-endian array: columns go into the file as they came from the
 * function, and every protobuf reader sees them as numbers.
 */
const column = (type: Type): Kind => ({
  type,
  wire: WireType.LengthDelimited,
  repeated: true,
  write: (writer, value) => writer.bytes(value),
  read: (reader) => Uint8Array.from(reader.bytes()),
});

/** The fields in the order of their numbers, from 1. */
const FIELDS: readonly (readonly [name: keyof BurstMessage, inFile: string, kind: Kind])[] = [
  ['burst', 'burst', u32],
  ['atNs', 'at_ns', time],
  ['spec', 'spec', json],
  ['count', 'count', counter],
  ['bytes', 'bytes', counter],
  ['errors', 'errors', counter],
  ['operations', 'operations', counter],
  ['dropped', 'dropped', counter],
  ['modelled', 'modelled', flag],
  ['done', 'done', flag],
  ['startNs', 'start_ns', column(Type.FIXED64)],
  ['durationNs', 'duration_ns', column(Type.FIXED32)],
  ['result', 'result', column(Type.SFIXED32)],
  ['path', 'path', text],
];

/** The FileDescriptorSet that MCAP asks for as the schema of a protobuf channel. */
export function burstDescriptor(): Uint8Array {
  const field = FIELDS.map(([, name, { type, repeated }], index) => {
    return { name, number: index + 1, type, label: repeated ? Label.REPEATED : Label.OPTIONAL };
  });
  const file = { name: 'zpci/burst.proto', package: 'zpci', syntax: 'proto3', messageType: [{ name: 'burst', field }] };
  return toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [file] }));
}

export function encodeBurst(message: BurstMessage): Uint8Array {
  const writer = new BinaryWriter();
  for (const [index, [name, , { wire, write, optional }]] of FIELDS.entries())
    if (!optional || message[name] !== undefined) write(writer.tag(index + 1, wire), message[name] as never);
  return writer.finish();
}

/** Reads what `encodeBurst` wrote; a field it does not know is skipped. Throws `damaged-file`. */
export function decodeBurst(data: Uint8Array): BurstMessage {
  const fields: Record<string, unknown> = {};
  try {
    for (const reader = new BinaryReader(data); reader.pos < reader.len; ) readField(reader, fields);
  } catch (thrown) {
    throw new WorkbenchError(MALFORMED, { cause: thrown });
  }
  if (FIELDS.some(([name, , { optional }]) => !optional && fields[name] === undefined))
    throw new WorkbenchError(MALFORMED);
  return fields as unknown as BurstMessage;
}

function readField(reader: BinaryReader, into: Record<string, unknown>): void {
  const [number, wire] = reader.tag();
  const [name, , kind] = FIELDS[number - 1] ?? [];
  if (name && kind?.wire === wire) into[name] = kind.read(reader);
  else reader.skip(wire, number);
}

const MALFORMED = { code: 'damaged-file', message: 'A burst message is malformed.' };
