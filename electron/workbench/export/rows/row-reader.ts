import type { PlayedMessage } from '../../player/chunk-reader.ts';
import { recordedRow } from '../../player/recorded-row.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';
import type { ExportOptions } from '../format.ts';
import { Operations } from './operations.ts';
import type { RowSource } from './row.ts';

/** Makes rows of the messages of a recording, in their order, and keeps who the session was with. */
export class RowReader {
  readonly #withOperations: boolean;
  readonly #operations = new Operations();
  session: RecordedMessage<'session'> | undefined;

  constructor({ operations }: ExportOptions) {
    this.#withOperations = operations;
  }

  *rows(played: PlayedMessage): Generator<RowSource> {
    if (played.topic === 'session') this.session = played.message;
    if (played.topic === 'burst' && this.#withOperations)
      for (const operation of this.#operations.of(played.message)) yield { operation };
    const request = recordedRow(played, Number.POSITIVE_INFINITY);
    if (request) yield { request, message: played.topic === 'request' ? played.message : undefined };
  }
}
