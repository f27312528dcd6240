import { readU32 } from '../../../abi/bytes.ts';
import { decodeIsmRequest, encodeIsmResponse, ismCommands } from '../../../abi/ism/commands.ts';
import { encode } from '../../../abi/layout.ts';
import { type Refusal, STATUS_INVALID_SPACE } from '../zpci/hardware.ts';
import { GENERIC_ERROR, ismHandlers } from './commands.ts';
import type { IsmFunction } from './ism-function.ts';

/**
 * The command window: what a store leaves behind byte 8 is the payload, storing the header at 0 runs the command, and the response takes
 * the place of the request.
 */

export const COMMAND_WINDOW_SIZE = 4096;

export class CommandWindow {
  readonly #fn: IsmFunction;
  readonly #bytes = new Uint8Array(COMMAND_WINDOW_SIZE);

  constructor(fn: IsmFunction) {
    this.#fn = fn;
  }

  load(offset: number, length: number): Uint8Array {
    return this.#bytes.slice(offset, offset + length);
  }

  store(offset: number, data: Uint8Array): Refusal | undefined {
    if (offset + data.length > COMMAND_WINDOW_SIZE) return { cc: 1, status: STATUS_INVALID_SPACE };
    this.#bytes.set(data, offset);
    if (offset === 0) this.#run();
    return undefined;
  }

  clear(): void {
    this.#bytes.fill(0);
  }

  /** Runs what stands in the window; the response takes its place. */
  #run(): void {
    const response = this.#respond();
    this.#bytes.fill(0);
    this.#bytes.set(response);
  }

  #respond(): Uint8Array {
    const request = decodeIsmRequest(this.#bytes);
    if (!request) return unknownCommand(readU32(this.#bytes, 0, 'be'));
    const answer = ismHandlers[request.name](this.#fn, request.values);
    return encodeIsmResponse(request.name, typeof answer === 'number' ? { ret: answer } : answer);
  }
}

/** A bare response header: any layout's header will do. */
const unknownCommand = (cmd: number) =>
  encode(ismCommands.UNREG_SBA.response, { cmd, ret: GENERIC_ERROR, len: 8 }, 'be');
