import type { RequestRow, Session } from '../../../../electron/contract/app-contract.ts';
import { ISM_DATA_SPACE } from '../../../../native-bridge/abi/ism/commands.ts';
import { dmbMoveAt } from '../../../../native-bridge/abi/ism/moves.ts';
import type { Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { fillBytes } from '../../../../native-bridge/contract/fills.ts';

/** How the bytes of a store can be read back: which requests would read them, and where. Nothing is sent from here. */

export interface WayBack {
  readonly id: string;
  readonly title: string;
  /** Session the reads go to. */
  readonly session: string;
  /** First byte in a buffer, where a person may choose it. */
  readonly at?: number;
  /** The reads for `length` bytes, each one system call or none. */
  readonly reads: (length: number, at: number) => readonly Request[];
}

/** Bytes that rows keep, and that one read is asked for at most. */
export const MOST_READ = 4096;
const WORD = 8;

/** The bytes a request wrote, at most the first 4096: its own, or what the row keeps of those taken from a buffer. */
export function writtenBytes(request: Request, row: RequestRow): Uint8Array | undefined {
  if ('data' in request && request.data) return request.data.slice(0, MOST_READ);
  if (request.kind === 'pcistb') return row.data;
  if (request.kind === 'buffer.fill' && request.length !== undefined)
    return fillBytes(request.fill, Math.min(request.length, MOST_READ));
  return undefined;
}

/** Pieces of at most a doubleword, none across one: what a load takes. */
function words(offset: bigint, length: number): readonly { readonly offset: bigint; readonly length: number }[] {
  const pieces = [];
  for (let done = 0; done < length; ) {
    const at = offset + BigInt(done);
    const piece = Math.min(length - done, WORD - Number(at % BigInt(WORD)));
    pieces.push({ offset: at, length: piece });
    done += piece;
  }
  return pieces;
}

/** The same place of the function itself, read. */
function ownWay(request: Request, session: string): WayBack | undefined {
  switch (request.kind) {
    case 'pcistb': {
      const { space, offset, path } = request;
      const reads = (length: number) =>
        words(offset, length).map((piece) => ({ kind: 'pcilg', space, path, ...piece }) as const);
      return { id: 'pcilg', title: `PCILG of space ${space}`, session, reads };
    }
    case 'region.write': {
      const { region, offset } = request;
      const reads = (length: number) => [{ kind: 'region.read', region, offset, length } as const];
      return { id: 'region', title: `Region ${region}, one read`, session, reads };
    }
    case 'config.write': {
      const { offset } = request;
      const reads = (length: number) => [{ kind: 'config.read', offset, length } as const];
      return { id: 'config', title: 'Configuration space, one read', session, reads };
    }
    case 'buffer.fill': {
      const { buffer, at } = request;
      const reads = (length: number) => [{ kind: 'buffer.read', buffer, at, length } as const];
      return { id: 'buffer', title: `Buffer ${buffer}`, session, reads };
    }
    default:
      return undefined;
  }
}

const isLive = ({ condition, kind }: Session) => condition === 'live' && kind !== 'capture';

/** Memory of open functions, where a store may have arrived: that of the others first. */
function bufferWays(request: Request, session: string, sessions: readonly Session[]): readonly WayBack[] {
  if (request.kind !== 'pcistb') return [];
  const at = request.space === ISM_DATA_SPACE ? dmbMoveAt(request.offset).offset : 0;
  const live = sessions.filter(isLive).sort((a, b) => Number(a.id === session) - Number(b.id === session));
  return live.flatMap(({ id, title, state }) =>
    state.buffers.map(({ name, size }) => ({
      id: `${id}/${name}`,
      title: `Buffer ${name} of ${title}, ${size} bytes`,
      session: id,
      at,
      reads: (length: number, from: number) => [{ kind: 'buffer.read', buffer: name, at: from, length } as const],
    })),
  );
}

/** Every way the bytes may be read back: memory that a store into a DMB arrives in first, then the place itself. */
export function waysBack(request: Request, session: string, sessions: readonly Session[]): readonly WayBack[] {
  const own = ownWay(request, session);
  const isHere = sessions.some((one) => one.id === session && isLive(one));
  return [...bufferWays(request, session, sessions), ...(own && isHere ? [own] : [])];
}
