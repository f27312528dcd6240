import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { compress } from '../../recorder/zstd.ts';
import type { Exporter, ExportFormat, ExportOptions, Piece } from '../format.ts';
import { parquetSchema, parquetValue } from '../parquet-types.ts';
import { type Column, rowColumns, sessionColumns } from '../rows/columns.ts';
import type { RowSource } from '../rows/row.ts';
import { RowReader } from '../rows/row-reader.ts';

/** A row group is written with this many rows, or bytes of payload: what one group needs is what an export needs of memory. */
const GROUP_ROWS = 20_000;
const GROUP_BYTES = 16 * 1024 * 1024;

type Cell = ReturnType<typeof parquetValue>;

/**
 * Apache Parquet, ZSTD, one row a request; who the session was with stands in every row (it compresses to nothing) and, as key and
 * value, in the footer. 64-bit numbers are UINT64 or INT64, times TIMESTAMP(µs, UTC), bytes BYTE_ARRAY.
 */
export const parquet: ExportFormat = {
  name: 'parquet',
  title: 'Parquet table',
  ending: '.parquet',
  isText: false,
  start: (options) => new ParquetExporter(options),
};

class ParquetExporter implements Exporter {
  readonly #columns: readonly Column[];
  readonly #reader: RowReader;
  readonly #bytes = new ByteWriter();
  readonly #metadata: { key: string; value: string }[] = [];
  readonly #file: ParquetWriter;
  #cells: Cell[][];
  #groupBytes = 0;

  constructor(options: ExportOptions) {
    this.#columns = [...sessionColumns(options.recording), ...rowColumns];
    this.#reader = new RowReader(options);
    this.#cells = this.#columns.map(() => []);
    this.#file = new ParquetWriter({
      writer: this.#bytes,
      schema: parquetSchema(this.#columns),
      codec: 'ZSTD',
      compressors: { ZSTD: compress },
      kvMetadata: this.#metadata,
      createdBy: 'zpci-workbench',
    });
  }

  *take(played: Parameters<Exporter['take']>[0]): Generator<Piece> {
    for (const row of this.#reader.rows(played)) {
      this.#add(row);
      if (this.#cells[0]!.length >= GROUP_ROWS || this.#groupBytes >= GROUP_BYTES) yield this.#group();
    }
  }

  *end(): Generator<Piece> {
    yield this.#group();
    this.#metadata.push(...this.#about());
    this.#file.finish();
    yield this.#written();
  }

  #add(row: RowSource): void {
    this.#columns.forEach(({ type, of }, index) => {
      const value = parquetValue(type, of(row, this.#reader.session));
      if (value instanceof Uint8Array) this.#groupBytes += value.length;
      this.#cells[index]!.push(value);
    });
  }

  #group(): Uint8Array {
    const columnData = this.#columns.map(({ name }, index) => ({ name, data: this.#cells[index]! }));
    if (this.#cells[0]!.length > 0) this.#file.write({ columnData, rowGroupSize: this.#cells[0]!.length });
    this.#cells = this.#columns.map(() => []);
    this.#groupBytes = 0;
    return this.#written();
  }

  /** The bytes since the last time; positions in the file go on counting. */
  #written(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }

  #about() {
    const { session } = this.#reader;
    if (!session) return [];
    const { address, title, writer, format, startedAt, snapshot } = session;
    const about = { address, title, writer, format, startedAt, byteOrder: snapshot.byteOrder, ...snapshot.host };
    return Object.entries(about).map(([key, value]) => ({ key: `zpci.${key}`, value: String(value) }));
  }
}
