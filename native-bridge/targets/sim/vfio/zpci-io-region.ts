import { decodeFields, encode } from '../../../abi/layout.ts';
import { ZPCI_IO_REQUEST_AT, zpciIoHeader, zpciIoRequest } from '../../../abi/structures/zpci-io.ts';
import { CONFIG_SPACE, ZPCI_IO } from '../../../rules/flags.ts';
import { check, storeVerdict, zpciIoAccessRules } from '../../../rules/index.ts';
import type { Facts, StoreBlock } from '../../../rules/types.ts';
import type { ProcessMemory } from '../process/memory.ts';
import type { SimFunction } from '../zpci/function.ts';
import { isRefusal } from '../zpci/hardware.ts';
import { type Answer, fail, HOST_ORDER, ok } from './answer.ts';
import type { ConfigSpace } from './config-space.ts';
import { ZPCI_IO_INDEX } from './regions.ts';

interface RequestFields {
  readonly flags: bigint;
  readonly gaddr: bigint;
  readonly offset: bigint;
  readonly len: number;
  readonly pcias: number;
}

/**
 * The zPCI I/O region of the 2021 series: a header to read, a request that runs whenever any part of it is written, with what earlier
 * writes left in the rest. As posted a first partial write would run over uninitialised memory; here that memory is 0.
 */

const DOUBLEWORD = 8;
const SIZE = zpciIoHeader.size + zpciIoRequest.size;

export class ZpciIoRegion {
  readonly #fn: SimFunction;
  readonly #facts: Facts;
  readonly #memory: ProcessMemory;
  readonly #config: ConfigSpace;
  readonly #bytes = new Uint8Array(SIZE);

  constructor(fn: SimFunction, facts: Facts, memory: ProcessMemory, config: ConfigSpace) {
    this.#fn = fn;
    this.#facts = facts;
    this.#memory = memory;
    this.#config = config;
    this.#bytes.set(encode(zpciIoHeader, { max: fn.identity.group.maxstbl }, HOST_ORDER));
  }

  read(offset: bigint, length: number): Answer {
    const { errno } = check(zpciIoAccessRules, { region: ZPCI_IO_INDEX, offset, length, write: false }, this.#facts);
    if (errno) return fail(errno);
    const data = this.#bytes.slice(Number(offset), Number(offset) + length);
    return ok(data.length, data);
  }

  /** Runs the request; success is the count of request bytes taken, not the length of the operation. */
  write(offset: bigint, data: Uint8Array): Answer {
    const access = { region: ZPCI_IO_INDEX, offset, length: data.length, write: true };
    const { errno } = check(zpciIoAccessRules, access, this.#facts);
    if (errno) return fail(errno);
    const taken = data.subarray(0, SIZE - Number(offset));
    this.#bytes.set(taken, Number(offset));
    return this.#run() ? ok(taken.length) : fail('EIO');
  }

  #run(): boolean {
    const request = this.#request();
    if (storeVerdict('zpci-io', request, this.#facts).errno) return false;
    return (request.flags ?? 0n) & ZPCI_IO.READ ? this.#load(request) : this.#store(request);
  }

  #request(): StoreBlock {
    const fields = decodeFields(zpciIoRequest, this.#bytes, HOST_ORDER, ZPCI_IO_REQUEST_AT);
    const { flags, gaddr, offset, len, pcias } = fields as unknown as RequestFields;
    return { flags, gaddr, offset, length: len, space: pcias };
  }

  /** PCILG puts a whole doubleword at the memory address, the value right-justified, however short the load. */
  #load({ space, offset, length, gaddr }: StoreBlock): boolean {
    const loaded = space === CONFIG_SPACE ? this.#loadConfig(offset, length) : this.#fn.load(space, offset, length);
    const target = this.#memory.view(gaddr, DOUBLEWORD);
    if (isRefusal(loaded) || !target) return false;
    target.fill(0);
    target.set(loaded, DOUBLEWORD - length);
    return true;
  }

  /** Address space 15 reaches configuration space itself, past the driver's virtualisation. */
  #loadConfig(offset: bigint, length: number): Uint8Array | { cc: 3 } {
    const end = offset + BigInt(length);
    return end <= BigInt(this.#config.bytes.length) ? this.#config.read(Number(offset), length) : { cc: 3 };
  }

  #store({ space, offset, length, gaddr }: StoreBlock): boolean {
    const payload = this.#memory.view(gaddr, length);
    return payload !== undefined && this.#fn.storeBlock(space, offset, payload) === undefined;
  }
}
