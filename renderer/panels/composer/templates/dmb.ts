import type { Step } from '../../../../electron/contract/program.ts';
import type { WrittenBytes } from '../../../../electron/contract/programs/payload.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import { ISM_DATA_SPACE } from '../../../../native-bridge/abi/ism/commands.ts';
import { type DmbMovePiece, dmbMoveLow, dmbMovePieces, MOVE_BYTES } from '../../../../native-bridge/abi/ism/moves.ts';
import { type Fill, fillBytes } from '../../../../native-bridge/contract/fills.ts';
import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import { commandSteps } from './ism-steps.ts';
import { mappedBuffer } from './mapped-buffer.ts';
import type { Operand, Template, Values } from './template.ts';
import { badOperand, numberOf, sumText } from './values.ts';
import { variableNeeds } from './variable-needs.ts';

/** Stores into the DMB of another function. */

const DMB_BYTES = 1 << 23;
const PATTERNS = ['counter', 'byte', 'random', 'hex'];

const moveOperands: readonly Operand[] = [
  {
    name: 'offset',
    type: 'number',
    usual: '0x0',
    bits: 23,
    unit: 'bytes',
    step: 8n,
    doc: 'First byte inside the DMB.',
  },
  {
    name: 'length',
    type: 'number',
    usual: '4096',
    bits: 21,
    unit: 'bytes',
    step: 8n,
    doc: 'A store per 4 KiB of the DMB.',
  },
  { name: 'pattern', type: 'choice', usual: 'counter', choices: PATTERNS },
  {
    name: 'value',
    type: 'hex',
    usual: '0',
    doc: 'First byte of the counter, the byte, the seed, or the bytes in hex, repeated.',
  },
  { name: 'index', type: 'number', usual: '0', bits: 8, doc: 'Element of the DMB that is signalled.' },
  { name: 'signal', type: 'flag', usual: 'false', doc: 'Tells the owner, with the last store.' },
];

const tokenOperand: Operand = {
  name: 'token',
  type: 'number',
  usual: '$token',
  step: 1n << 32n,
  doc: 'Token of the DMB, as REG_DMB answered it.',
};

function fillOf({ pattern, value }: Values): Fill {
  if (pattern === 'hex') return { pattern: 'data', data: hexOf(value!) };
  const number = (bits: number) => Number(numberOf('value', value!, bits));
  if (pattern === 'random') return { pattern, seed: number(32) };
  if (pattern === 'byte') return { pattern, value: number(8) };
  return { pattern: 'counter', start: BigInt(number(8)), width: 1, order: 'be' };
}

function hexOf(text: string): Uint8Array {
  const digits = text.replace(/^0x/i, '').replace(/[\s_]/g, '');
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) throw badOperand('value', `"${text}" is not hex.`);
  return Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

/** The same fill as a program writes it; short. */
function written(fill: Fill, length: number): WrittenBytes {
  if (fill.pattern === 'counter') return { pattern: 'counter', start: Number(fill.start), length };
  return fill.pattern === 'data' ? { pattern: 'data', data: toHex(fill.data), length } : { ...fill, length };
}

/** Payload of one store: still a fill where the pattern can begin in its midst, else its bytes. */
function pieceData(fill: Fill, whole: Uint8Array, { from, length, last }: DmbMovePiece): WrittenBytes {
  if (from === 0 && last) return written(fill, length);
  if (fill.pattern === 'byte') return written(fill, length);
  if (fill.pattern === 'counter') return { pattern: 'counter', start: (Number(fill.start) + from) & 0xff, length };
  return toHex(whole.subarray(from, from + length));
}

interface Move {
  readonly steps: readonly Step[];
  /** All bytes that are stored. */
  readonly data: WrittenBytes;
  readonly offset: number;
  readonly length: number;
}

/** The stores of a move, none crossing 4 KiB, the signal on the last. Throws `bad-operand`. */
function move(values: Values): Move {
  const [offset, length] = [Number(numberOf('offset', values.offset!, 23)), Number(numberOf('length', values.length!))];
  const index = Number(numberOf('index', values.index!, 8));
  if (length > MAX_TRANSFER_BYTES)
    throw badOperand('length', `${length} exceeds the ${MAX_TRANSFER_BYTES} bytes of one request.`);
  if (offset + length > DMB_BYTES)
    throw badOperand('length', `byte ${offset + length} is behind the 23 bits of a place.`);
  if (!values.token!.includes('$')) numberOf('token', values.token!);
  const fill = fillOf(values);
  const whole = fillBytes(fill, length);
  const pieces = dmbMovePieces(offset, length);
  const steps = pieces.map((piece, count): Step => {
    const low = dmbMoveLow({ index, signal: piece.last && values.signal === 'true', offset: piece.offset });
    return {
      kind: 'pcistb',
      name: `DMB move: ${piece.length} bytes to 0x${piece.offset.toString(16)}${pieces.length > 1 ? `, ${count + 1} of ${pieces.length}` : ''}`,
      space: ISM_DATA_SPACE,
      offset: sumText(values.token!, low),
      data: pieceData(fill, whole, piece),
    };
  });
  return { steps, data: written(fill, length), offset, length };
}

export const dmbMoveTemplate: Template = {
  id: 'dmb-move',
  title: 'DMB move',
  group: 'ISM data',
  doc: `Stores bytes into the DMB of another function, at most ${MOVE_BYTES} a store.`,
  operands: [tokenOperand, ...moveOperands],
  make: (values) => ({ steps: move(values).steps }),
  needs: (values, program) => variableNeeds([tokenOperand], values, program),
};

/** Name of the other function in the program. */
const PEER = 'peer';

/** Everything from the global id to the comparison of what arrived: what an ISM channel is for, in one program. */
export const dmbRoundTrip: Template = {
  id: 'dmb-round-trip',
  title: 'DMB of a peer: register, move, read back',
  group: 'ISM data',
  doc: 'The peer maps memory and registers it for this function, which stores into it; what arrived is compared, and all is taken back.',
  operands: [
    {
      name: 'peer',
      type: 'address',
      usual: 'sim:ism-peer',
      doc: 'Address of the function whose memory is stored into.',
    },
    { name: 'size', type: 'number', usual: '0x1_0000', bits: 32, unit: 'bytes', step: 4096n, doc: 'Size of the DMB.' },
    { name: 'iova', type: 'number', usual: '0x1_0000_0000', step: 4096n, doc: 'Where the peer finds its memory.' },
    { name: 'sba_idx', type: 'number', usual: '64', bits: 32, doc: 'Bit of the status block that belongs to the DMB.' },
    ...moveOperands,
  ],
  make: (values) => {
    const { data, offset, length, steps } = move({ ...values, token: '$token' });
    const size = numberOf('size', values.size!, 32);
    if (BigInt(offset + length) > size)
      throw badOperand('length', `byte ${offset + length} is behind the ${size} bytes of the DMB.`);
    const { iova, sba_idx } = values as { iova: string; sba_idx: string };
    const dmb = { dmb: iova, dmb_len: values.size!, sba_idx, vlan: '0', rgid: '$gid', save: 'token', on: PEER };
    return {
      functions: { [PEER]: values.peer! },
      steps: [
        ...commandSteps('READ_GID', { save: 'gid' }),
        ...mappedBuffer({ buffer: 'dmb', size: values.size!, iova, on: PEER }),
        ...commandSteps('REG_DMB', dmb),
        ...steps,
        {
          kind: 'buffer.read',
          name: 'What arrived in the memory of the peer',
          on: PEER,
          buffer: 'dmb',
          at: offset,
          length,
          expect: { data },
        },
        ...commandSteps('UNREG_DMB', { dmb_tok: '$token', on: PEER }),
        { kind: 'dma.unmap', on: PEER, iova, size: values.size! },
      ],
    };
  },
};
