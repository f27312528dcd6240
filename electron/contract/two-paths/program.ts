import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { fillBytes } from '../../../native-bridge/contract/fills.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import type { StorePath } from '../../../native-bridge/rules/types.ts';
import type { Program, Step } from '../program.ts';
import { type Lane, lanePath, lanes, pieceOf, storesOf } from './lanes.ts';
import type { LaneId, TwoPathsOrder } from './messages.ts';

/** The steps of "two paths, one payload" as a program: what is sent, what is recorded and what the composer opens are these. */

/** What the steps are made for: the store paths of the function, and the buffers its session has already. */
export interface Ground {
  readonly paths: Snapshot['paths'];
  readonly buffers: readonly { readonly name: string }[];
}

const PAYLOAD = 'payload';

/** Names of the steps that look at the memory of the peer. */
export const LOOKS = {
  place: 'what stands there now',
  first: 'what a reader sees at the first signal',
  last: 'what a reader sees at the end',
} as const;

/** What stands in the memory of the peer before a lane begins. */
export const OLD_BYTE = 0xee;

const PAGE = 4096;
const ISM_COMMANDS = 2;
const MSI = 1;
/** Bit of a move that has the peer told. */
const SIGNAL = 0x80_0000n;

const FILLS = {
  counter: { pattern: 'counter' },
  random: { pattern: 'random', seed: 1 },
  byte: { pattern: 'byte', value: 0x5a },
} as const;

/** The bytes that are stored. */
export function payloadOf({ payload, length }: Pick<TwoPathsOrder, 'payload' | 'length'>): Uint8Array {
  const request = requestSchema.parse({ kind: 'buffer.fill', buffer: PAYLOAD, fill: FILLS[payload] });
  return request.kind === 'buffer.fill' ? fillBytes(request.fill, length) : new Uint8Array(length);
}

export interface LaneSteps {
  readonly id: LaneId;
  /** Empty when the function has no path for it. */
  readonly steps: readonly Step[];
}

/** The steps in their parts: before the lanes, each lane, after them. */
export interface TwoPathsSteps {
  readonly functions: Record<string, string>;
  readonly vars: Record<string, string | number>;
  readonly before: readonly Step[];
  readonly lanes: readonly LaneSteps[];
  readonly after: readonly Step[];
}

/** What is sent for an order on a function with these store paths. */
export function twoPathsSteps(order: TwoPathsOrder, ground: Ground): TwoPathsSteps {
  const { length, payload, peer, offset } = order;
  const known = ground.buffers.some(({ name }) => name === PAYLOAD);
  const own: Step[] = [
    ...(known ? [] : [{ kind: 'buffer.alloc', buffer: PAYLOAD, size: PAGE } as const]),
    { kind: 'buffer.fill', buffer: PAYLOAD, length, fill: FILLS[payload] },
  ];
  const vars: TwoPathsSteps['vars'] = peer
    ? { iova: '0x1_0020_0000', size: PAGE, bit: 64, signal: hex(SIGNAL) }
    : { token: hex(offset), signal: 0 };
  return {
    functions: peer ? { peer } : {},
    vars,
    before: peer ? [...own, ...registerBuffer()] : own,
    lanes: lanes.map((lane) => ({ id: lane.id, steps: laneSteps(lane, order, ground) })),
    after: peer ? takeBack() : [],
  };
}

/** All of it as one program. */
export function twoPathsProgram(order: TwoPathsOrder, ground: Ground): Program {
  const { functions, vars, before, lanes: parts, after } = twoPathsSteps(order, ground);
  const steps = [...before, ...parts.flatMap((lane) => lane.steps), ...after];
  return { program: 1, name: 'Two paths, one payload', doc: docOf(order), functions, vars, steps };
}

const docOf = ({ length, peer }: TwoPathsOrder) =>
  `Stores the same ${length} bytes as one store block, in 8-byte pieces and in 4-byte pieces. ${
    peer
      ? 'After the first store and after the last the peer is asked how often it was signalled, and what a reader of its memory sees.'
      : 'Nobody is looked at on the other side.'
  }`;

function laneSteps(lane: Lane, order: TwoPathsOrder, ground: Ground): Step[] {
  const way = lanePath(lane, ground);
  if ('missing' in way) return [];
  const store = storeStep(lane, order, way.path);
  const rest = storesOf(lane, order.length) - 1;
  if (order.peer === undefined) {
    return [store(0), ...(rest > 0 ? [repeated(rest, [store('rest')])] : [])];
  }
  const { length } = order;
  const whole = { kind: 'buffer.read', on: 'peer', buffer: 'dmb', length } as const;
  const expected = { data: toHex(payloadOf(order)) };
  return [
    { kind: 'buffer.fill', on: 'peer', buffer: 'dmb', length, fill: { pattern: 'byte', value: OLD_BYTE } },
    store(0),
    seen(lane, length, 0),
    { kind: 'irq.wait', name: 'signals so far', on: 'peer', index: MSI },
    { ...whole, name: LOOKS.first, ...(rest === 0 && { expect: expected }) },
    ...(rest === 0
      ? []
      : [
          repeated(rest, [store('rest'), seen(lane, length, 'rest')]),
          { kind: 'irq.wait', name: 'signals since', on: 'peer', index: MSI } as const,
          { ...whole, name: LOOKS.last, expect: expected },
        ]),
  ];
}

const repeated = (count: number, steps: Step[]): Step => ({ kind: 'repeat', count, as: 'i', steps });

/** Place of a store inside the payload: the first one, or the one behind `$i` of the rest. */
type Place = 0 | 'rest';
const placeText = (piece: number, place: Place) => (place === 0 ? '0' : `${piece} + $i * ${piece}`);

const storeStep =
  (lane: Lane, { length, space, peer }: TwoPathsOrder, path: StorePath) =>
  (place: Place): Step => {
    const piece = pieceOf(lane, length);
    const at = placeText(piece, place);
    return {
      kind: 'pcistb',
      name: `${lane.title}: ${place === 0 ? 'the first store' : 'the next store'}`,
      space: peer === undefined ? space : 0,
      offset: `$token + $signal + ${at}`,
      path,
      from: { buffer: PAYLOAD, at, length: piece },
    };
  };

const seen = (lane: Lane, length: number, place: Place): Step => ({
  kind: 'buffer.read',
  name: LOOKS.place,
  on: 'peer',
  buffer: 'dmb',
  at: placeText(pieceOf(lane, length), place),
  length: pieceOf(lane, length),
});

const command = (data: string) => ({ kind: 'pcistb', space: ISM_COMMANDS, offset: 0, data }) as const;
const payloadStore = (data: string) => ({ kind: 'pcistb', space: ISM_COMMANDS, offset: 8, data }) as const;
const response = (at: number) => ({ kind: 'pcilg', space: ISM_COMMANDS, offset: at, length: 8 }) as const;

/** The peer maps a page, lets itself be interrupted, and registers the page as a DMB for this function. */
const registerBuffer = (): Step[] => [
  { ...command('00000008 0000 0008'), name: 'QUERY_INFO: header, runs it' },
  { ...response(0), name: 'QUERY_INFO: response header', expect: { data: '00000008 0000' } },
  { ...response(24), name: 'QUERY_INFO: own global id', save: [save('gid')] },
  { kind: 'buffer.alloc', on: 'peer', buffer: 'dmb', size: '$size' },
  { kind: 'dma.map', on: 'peer', buffer: 'dmb', iova: '$iova' },
  { kind: 'irq.arm', on: 'peer', index: MSI, count: 1 },
  {
    ...payloadStore('$iova $size:u32be $bit:u32be 00000000 00000000 $gid'),
    name: 'REG_DMB: payload',
    on: 'peer',
  },
  { ...command('0000000a 0000 0028'), name: 'REG_DMB: header, runs it', on: 'peer' },
  { ...response(0), name: 'REG_DMB: response header', on: 'peer', expect: { data: '0000000a 0000 0010' } },
  { ...response(8), name: 'REG_DMB: token', on: 'peer', save: [save('token')] },
];

const takeBack = (): Step[] => [
  { ...payloadStore('$token'), name: 'UNREG_DMB: payload', on: 'peer' },
  { ...command('0000000b 0000 0010'), name: 'UNREG_DMB: header, runs it', on: 'peer' },
  { kind: 'irq.arm', on: 'peer', index: MSI, count: 0 },
  { kind: 'dma.unmap', on: 'peer', iova: '$iova', size: '$size' },
];

const save = (name: string) => ({ name, at: 0, type: 'u64be' as const });
const hex = (value: bigint) => `0x${value.toString(16)}`;
