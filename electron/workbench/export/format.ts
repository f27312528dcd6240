import type { PlayedMessage } from '../player/chunk-reader.ts';

/** What a format is told about the export. */
export interface ExportOptions {
  /** Name of the recording, without its folder. */
  readonly recording: string;
  /** Every operation of a burst is written, not only its totals. */
  readonly operations: boolean;
}

/** A piece of an exported file; text is written as UTF-8. */
export type Piece = string | Uint8Array;

/** One export under way. Pieces are made as they are taken, so that a long recording and a long burst need no memory of their length. */
export interface Exporter {
  /** What a message adds to the file. Messages come in the order of the recording. */
  take(played: PlayedMessage): Iterable<Piece>;
  /** What stands at the end. Throws `absent` when the recording has nothing that this format could show. */
  end(): Iterable<Piece>;
}

/** A kind of file recordings are exported to. Adding one is a file here and a line in `formats/index.ts`. */
export interface ExportFormat {
  /** As the command line names it. */
  readonly name: string;
  readonly title: string;
  /** How its files are named: `.csv`. */
  readonly ending: string;
  /** May be written to standard output. */
  readonly isText: boolean;
  readonly start: (options: ExportOptions) => Exporter;
}
