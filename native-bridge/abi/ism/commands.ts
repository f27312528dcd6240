import { readU32 } from '../bytes.ts';
import { u32, u64 } from '../fields.ts';
import { decodeFields, encode } from '../layout.ts';
import type { FieldValues, Layout } from '../types.ts';
import { queryInfoResponse, request, response } from './layouts.ts';

/**
 * ISM command set. A command runs like this in PCI address space 2: store block of everything behind the header at offset 8, store
 * block of the 8-byte header at offset 0 (which starts it), then loads of 8 bytes from offset 0 upward. All big-endian.
 */

/** PCI address space of the command window, and that of the data window, where moves go (`moves.ts`). */
export const ISM_COMMAND_SPACE = 2;
export const ISM_DATA_SPACE = 0;

export interface IsmCommand {
  readonly code: number;
  readonly request: Layout;
  readonly response: Layout;
}

type Fields = Parameters<typeof request> extends [string, ...infer Rest] ? Rest : never;

const command = (name: string, code: number, asks: Fields = [], answers: Fields = []): IsmCommand => ({
  code,
  request: request(name, ...asks),
  response: response(name, ...answers),
});

const vlanId = u64('vlan_id', 8);
const dmbTok = u64('dmb_tok', 8, { show: 'address', doc: 'Token of the DMB, the upper part of a move offset.' });

/** Commands by name. Adding one is one line. */
export const ismCommands = {
  REG_SBA: command('REG_SBA', 0x1, [
    u64('sba', 8, { show: 'address', doc: 'I/O virtual address of the status block.' }),
  ]),
  REG_IEQ: command('REG_IEQ', 0x2, [
    u64('ieq', 8, { show: 'address', doc: 'I/O virtual address of the event queue.' }),
    u32('ieq_len', 16, { show: 'size' }),
    u32('rsvd', 20, { reserved: true }),
  ]),
  READ_GID: command('READ_GID', 0x3, [], [u64('gid', 8, { show: 'address', doc: 'Own global id.' })]),
  ADD_VLAN: command('ADD_VLAN', 0x4, [vlanId]),
  DEL_VLAN: command('DEL_VLAN', 0x5, [vlanId]),
  SET_VLAN: command('SET_VLAN', 0x6),
  RESET_VLAN: command('RESET_VLAN', 0x7),
  QUERY_INFO: { ...command('QUERY_INFO', 0x8), response: queryInfoResponse },
  QUERY_RGID: command('QUERY_RGID', 0x9, [
    u64('rgid', 8, { show: 'address', doc: 'Remote global id.' }),
    u32('vlan_valid', 16),
    u32('vlan_id', 20),
  ]),
  REG_DMB: command(
    'REG_DMB',
    0xa,
    [
      u64('dmb', 8, { show: 'address', doc: 'I/O virtual address of the buffer.' }),
      u32('dmb_len', 16, { show: 'size' }),
      u32('sba_idx', 20, { doc: 'Bit of the status block that belongs to the buffer.' }),
      u32('vlan', 24),
      u32('rsvd', 28, { reserved: true }),
      u64('rgid', 32, { show: 'address', doc: 'The remote function that may write.' }),
    ],
    [dmbTok],
  ),
  UNREG_DMB: command('UNREG_DMB', 0xb, [dmbTok]),
  SIGNAL_IEQ: command('SIGNAL_IEQ', 0xe, [
    u64('rgid', 8, { show: 'address' }),
    u32('trigger_irq', 16),
    u32('event_code', 20, { show: 'hex' }),
    u64('info', 24, { show: 'address' }),
  ]),
  UNREG_SBA: command('UNREG_SBA', 0x11),
  UNREG_IEQ: command('UNREG_IEQ', 0x12),
} as const satisfies Record<string, IsmCommand>;

export type IsmCommandName = keyof typeof ismCommands;

const BY_CODE = new Map(Object.entries(ismCommands).map(([name, { code }]) => [code, name as IsmCommandName]));

/** Name of a command code, or undefined. */
export const ismCommandName = (code: number): IsmCommandName | undefined => BY_CODE.get(code);

/** Request bytes: header and fields. `cmd` and `len` of the header are filled unless given. */
export function encodeIsmCommand(name: IsmCommandName, values: FieldValues = {}): Uint8Array {
  const { code, request: layout } = ismCommands[name];
  return encode(layout, { cmd: code, len: layout.size, ...values }, 'be');
}

/** Response bytes as the function answers them; `ret` 0 unless given. */
export function encodeIsmResponse(name: IsmCommandName, values: FieldValues = {}): Uint8Array {
  const { code, response: layout } = ismCommands[name];
  return encode(layout, { cmd: code, len: layout.size, ...values }, 'be');
}

/** Values of a request, with the command's name; undefined for fewer than 8 bytes or an unknown command code. */
export function decodeIsmRequest(
  bytes: Uint8Array,
): { readonly name: IsmCommandName; readonly values: FieldValues } | undefined {
  const name = bytes.length < 8 ? undefined : ismCommandName(readU32(bytes, 0, 'be'));
  return name && { name, values: decodeFields(ismCommands[name].request, bytes, 'be') };
}

/** Values of a response: cmd, ret, len and what the command answers. Fields that are not there are absent. */
export const decodeIsmResponse = (name: IsmCommandName, bytes: Uint8Array): FieldValues =>
  decodeFields(ismCommands[name].response, bytes, 'be');

/** Bytes of the header, which is stored on its own. */
export const ISM_HEADER_BYTES = 8;

/** The 8 bytes that start a command when they are stored at offset 0. */
export const ismHeader = (name: IsmCommandName): Uint8Array => encodeIsmCommand(name).subarray(0, ISM_HEADER_BYTES);

/** The operands of a command, its reserved fields among them: what is stored at offset 8 before the header. */
export const ismOperands = (name: IsmCommandName) =>
  ismCommands[name].request.fields.filter(({ offset }) => offset >= ISM_HEADER_BYTES);
