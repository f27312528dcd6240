import type { RequestRow, RowFilter } from '../../contract/app-contract.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { rowTest } from '../rows/row-filter.ts';
import type { RowPage } from '../rows/row-log.ts';
import { ChunkReader } from './chunk-reader.ts';
import { OPCODE, RecordWalker } from './record-walker.ts';
import { recordedRow } from './recorded-row.ts';
import type { ChunkRows, RecordingIndex } from './recording-index.ts';

/** Chunks whose rows are kept unpacked. */
const KEPT_CHUNKS = 8;

/** The rows of a recording, read from the file when a page needs them: any length of recording, bounded memory. */
export class RowPages {
  readonly #index: RecordingIndex;
  readonly #walker: RecordWalker;
  readonly #reader = new ChunkReader();
  readonly #kept = new Map<ChunkRows, RequestRow[]>();
  #matches: { key: string; positions: number[] } | undefined;

  private constructor(index: RecordingIndex, walker: RecordWalker) {
    this.#index = index;
    this.#walker = walker;
  }

  static async open(index: RecordingIndex): Promise<RowPages> {
    await zstdReady;
    const pages = new RowPages(index, await RecordWalker.open(index.path));
    await pages.#readDeclarations();
    return pages;
  }

  async page(from: number, count: number, filter?: RowFilter): Promise<RowPage> {
    const total = this.#index.rows;
    if (!filter) return { total, matched: total, rows: await this.#range(from, from + count) };
    const positions = await this.#matching(filter);
    const wanted = positions.slice(from, from + count);
    const rows = [];
    for (const position of wanted) rows.push(...(await this.#range(position, position + 1)));
    return { total, matched: positions.length, rows };
  }

  close(): Promise<void> {
    return this.#walker.close();
  }

  async #range(from: number, to: number): Promise<RequestRow[]> {
    const rows: RequestRow[] = [];
    for (const chunk of this.#index.chunks) {
      if (chunk.first >= to || chunk.first + chunk.count <= from) continue;
      const inside = await this.#rowsOf(chunk);
      rows.push(...inside.slice(Math.max(from - chunk.first, 0), to - chunk.first));
    }
    return rows;
  }

  /** Positions of all rows that match; kept until another filter is asked for. */
  async #matching(filter: RowFilter): Promise<number[]> {
    const key = JSON.stringify(filter);
    if (this.#matches?.key === key) return this.#matches.positions;
    const matches = rowTest(filter);
    const positions: number[] = [];
    for (const chunk of this.#index.chunks)
      (await this.#rowsOf(chunk)).forEach((row, index) => {
        if (matches(row)) positions.push(chunk.first + index);
      });
    this.#matches = { key, positions };
    return positions;
  }

  async #rowsOf(chunk: ChunkRows): Promise<RequestRow[]> {
    const rows = this.#kept.get(chunk) ?? (await this.#readRows(chunk));
    this.#kept.delete(chunk);
    this.#kept.set(chunk, rows);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT_CHUNKS)) this.#kept.delete(oldest);
    return rows;
  }

  async #readRows({ offset, length }: ChunkRows): Promise<RequestRow[]> {
    const messages = this.#reader.messages(await this.#walker.read(offset, length));
    return messages.map(recordedRow).filter((row) => row !== undefined);
  }

  async #readDeclarations(): Promise<void> {
    for await (const { opcode, bytes } of this.#walker.records()) {
      if (opcode === OPCODE.chunk) break;
      if (opcode === OPCODE.schema || opcode === OPCODE.channel) this.#reader.declare(bytes);
    }
  }
}
