import { errnoName } from '../../../../native-bridge/abi/errno.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import { firstStart } from '../../../../native-bridge/contract/throughput/columns.ts';
import { Slicer } from '../../../../native-bridge/contract/throughput/slicer.ts';
import type { RequestRow, ThroughputSlice } from '../../../contract/app-contract.ts';
import type { PlayedMessage } from '../../player/chunk-reader.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';
import { sliceOf, spanOf } from '../../throughput/span.ts';
import type { Exporter, ExportFormat, ExportOptions, Piece } from '../format.ts';
import { MappedBytes } from '../perfetto/mapped-bytes.ts';
import {
  clockPacket,
  counterPacket,
  instantPacket,
  type Notes,
  slicePackets,
  type Track,
} from '../perfetto/packets.ts';
import { type Counted, RateCounters } from '../perfetto/rate-counters.ts';
import { Tracks } from '../perfetto/tracks.ts';
import type { Operation } from '../rows/row.ts';
import { RowReader } from '../rows/row-reader.ts';

/** Bytes of payload or answer shown beside a slice; a trace is about times. */
const SHOWN_BYTES = 64;

/**
 * A Perfetto trace (protobuf): requests as slices by kind, bursts as slices and counters of rate and latency, interrupts, marks and
 * arming as instants, mappings as counters. Times are exact: ns since 1970.
 */
export const perfetto: ExportFormat = {
  name: 'perfetto',
  title: 'Perfetto trace',
  ending: '.perfetto-trace',
  isText: false,
  start: (options) => new PerfettoExporter(options),
};

class PerfettoExporter implements Exporter {
  readonly #options: ExportOptions;
  readonly #reader: RowReader;
  readonly #tracks = new Tracks();
  readonly #slicers = new Map<number, Slicer>();
  readonly #rates = new RateCounters();
  #slices: ThroughputSlice[] = [];
  #mapped = new MappedBytes([]);

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#reader = new RowReader(options);
  }

  *take(played: PlayedMessage): Generator<Piece> {
    for (const { request, operation } of this.#reader.rows(played)) {
      if (operation) yield* this.#operation(operation);
      else
        yield* request.kind === 'mark'
          ? this.#instant('Marks', request.note ?? '', request.atNs)
          : this.#request(request);
    }
    if (played.topic === 'session') yield clockPacket(played.message.startedAt);
    if (played.topic === 'burst') yield* this.#burst(played.message);
    if (played.topic === 'state') yield* this.#state(played.message);
    if (played.topic === 'change') yield* this.#change(played.message);
    if (played.topic === 'event')
      yield* this.#instant('Events', played.message.event, played.message.atNs, { message: played.message.message });
    if (played.topic === 'arm')
      yield* this.#instant('Arming', played.message.armed ? 'armed' : 'read-only', played.message.atNs);
  }

  *end(): Generator<Piece> {
    for (const slicer of this.#slicers.values()) slicer.end();
    yield* this.#throughput();
    yield* this.#counters(this.#rates.end());
  }

  *#request(row: RequestRow): Generator<Piece> {
    const end = row.atNs + row.durationNs;
    yield* this.#slice(
      row.on === undefined ? row.kind : `${row.kind} on ${row.on}`,
      row.kind,
      row.atNs,
      end,
      notesOf(row),
    );
  }

  *#operation({ burst, operation, atNs, durationNs, result, spec }: Operation): Generator<Piece> {
    const failed = result < 0 ? { errno: errnoName(-result) } : { bytes: result };
    const name = String(spec.op ?? 'operation');
    yield* this.#slice(`Operations of burst ${burst}`, name, atNs, atNs + BigInt(durationNs), { operation, ...failed });
  }

  *#slice(track: string, name: string, atNs: bigint, endNs: bigint, notes: Notes): Generator<Piece> {
    const root = this.#tracks.track(this.#title);
    const lane = this.#tracks.lane(track, root.uuid, atNs, endNs);
    yield* root.packets;
    yield* lane.packets;
    yield* slicePackets(lane.uuid, name, this.#wall(atNs), this.#wall(endNs), notes);
  }

  *#instant(track: string, name: string, atNs: bigint, notes?: Notes): Generator<Piece> {
    const { uuid, packets } = this.#child(track);
    yield* packets;
    yield instantPacket(uuid, name, this.#wall(atNs), notes);
  }

  *#counter(track: string, counter: Track['counter'], atNs: bigint, value: bigint | number): Generator<Piece> {
    const { uuid, packets } = this.#child(track, counter);
    yield* packets;
    yield counterPacket(uuid, this.#wall(atNs), value);
  }

  *#state(message: RecordedMessage<'state'>): Generator<Piece> {
    this.#mapped = new MappedBytes(message.mappings);
    yield* this.#mappings(message);
  }

  *#change(message: RecordedMessage<'change'>): Generator<Piece> {
    this.#mapped.change(message);
    yield* this.#mappings(message);
  }

  *#mappings({ atNs, dmaAvail }: RecordedMessage<'state' | 'change'>): Generator<Piece> {
    yield* this.#counter('Mappings', 'count', atNs, BigInt(this.#mapped.count));
    yield* this.#counter('Mapped', 'bytes', atNs, this.#mapped.bytes);
    yield* this.#counter('Free mapping entries', 'count', atNs, BigInt(dmaAvail));
  }

  *#burst(message: RecordedMessage<'burst'>): Generator<Piece> {
    const slicer = this.#slicers.get(message.burst) ?? this.#newSlicer(message);
    this.#slicers.set(message.burst, slicer);
    slicer.add(message);
    if (message.done) {
      slicer.end();
      this.#slicers.delete(message.burst);
    }
    yield* this.#throughput();
  }

  *#throughput(): Generator<Piece> {
    for (const slice of this.#slices) yield* this.#counters(this.#rates.slice(slice));
    this.#slices = [];
  }

  *#counters(counted: Iterable<Counted>): Generator<Piece> {
    for (const { track, unit, atNs, value } of counted) yield* this.#counter(track, unit, atNs, value);
  }

  #newSlicer(message: RecordedMessage<'burst'>): Slicer {
    const offset = message.atNs - (firstStart(message) ?? message.atNs);
    const kind = { burst: message.burst, op: String(message.spec.op), modelled: message.modelled };
    return new Slicer((slice) => this.#slices.push(sliceOf(spanOf(slice, slice.startNs + offset, kind))));
  }

  #child(name: string, counter?: Track['counter']) {
    const root = this.#tracks.track(this.#title);
    const child = this.#tracks.track(name, { parent: root.uuid, counter });
    return { uuid: child.uuid, packets: [...root.packets, ...child.packets] };
  }

  get #title(): string {
    return this.#reader.session?.address ?? this.#options.recording;
  }

  #wall(atNs: bigint): bigint {
    return (this.#reader.session?.startedAt ?? 0n) + atNs;
  }
}

function notesOf(row: RequestRow): Notes {
  const {
    seq,
    status,
    errno,
    rc,
    path,
    bytes,
    data,
    operations,
    syscall,
    broken,
    warnings,
    modelled,
    count,
    errors,
    error,
  } = row;
  const { data: _payload, ...fields } = row.request;
  const asked = Object.entries(fields).map(([name, value]) => [
    `request.${name}`,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ]);
  const shown = data && `${toHex(data.subarray(0, SHOWN_BYTES))}${data.length > SHOWN_BYTES ? '…' : ''}`;
  const result = { status, errno: errno === undefined ? undefined : errnoName(errno), rc, path, bytes, data: shown };
  const judged = {
    broken: broken.join(' ') || undefined,
    warnings: warnings.join('; ') || undefined,
    modelled,
    error: error?.message,
  };
  return {
    seq,
    ...Object.fromEntries(asked),
    ...result,
    device_operations: operations,
    syscall,
    count,
    errors,
    ...judged,
  };
}
