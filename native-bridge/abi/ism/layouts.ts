import { raw, reserved, u16, u32, u64 } from '../fields.ts';
import type { FieldSpec, Layout } from '../types.ts';

/** Blocks of the ISM command window (PCI address space 2) and of the memory an ISM function writes. Big-endian. */

export const source = 'drivers/s390/net/ism.h';

const block = (name: string, size: number, fields: readonly FieldSpec[]): Layout => ({ name, size, source, fields });

const requestHeader: readonly FieldSpec[] = [
  u32('cmd', 0, { show: 'hex', doc: 'Command code.' }),
  reserved(4, 2),
  u16('len', 6, { doc: 'Bytes of the request, header included.' }),
];

const responseHeader: readonly FieldSpec[] = [
  u32('cmd', 0, { show: 'hex', doc: 'Command code.' }),
  u16('ret', 4, { show: 'hex', doc: '0 = done; 0xffff = generic error.' }),
  u16('len', 6, { doc: 'Bytes of the response, header included.' }),
];

const fixedEnd = (fields: readonly FieldSpec[]) =>
  Math.max(8, ...fields.map(({ offset, type }) => offset + (type === 'u64' ? 8 : 4)));

/** Request of a command: the 8-byte header, then these fields. */
export const request = (name: string, ...fields: FieldSpec[]): Layout =>
  block(`${name} request`, fixedEnd(fields), [...requestHeader, ...fields]);

/** Response of a command: the 8-byte header, then these fields. */
export const response = (name: string, ...fields: FieldSpec[]): Layout =>
  block(`${name} response`, fixedEnd(fields), [...responseHeader, ...fields]);

const vlanId: Layout = block('vlan id', 2, [u16('id', 0)]);
const QUERY_INFO_SIZE = 200;

export const queryInfoResponse: Layout = {
  name: 'QUERY_INFO response',
  size: QUERY_INFO_SIZE,
  source,
  fields: [
    ...responseHeader,
    u32('version', 8),
    u32('max_len', 12),
    u64('ism_state', 16),
    u64('my_gid', 24, { show: 'address', doc: 'Own global id.' }),
    u64('sba', 32, { show: 'address', doc: 'Registered status block.' }),
    u64('ieq', 40, { show: 'address', doc: 'Registered event queue.' }),
    u32('ieq_len', 48),
    reserved(52, 4),
    u32('dmbs_owned', 56),
    u32('dmbs_used', 60),
    u32('vlan_required', 64),
    u32('vlan_nr_ids', 68),
  ],
  list: { name: 'vlan_id', offset: 72, countFrom: 'vlan_nr_ids', element: vlanId },
};

/** Bytes before the DMB bits begin to matter: the first 32 bits of the bitmap belong to no DMB. */
export const SBA_DMB_BIT_OFFSET = 32;
/** DMBs one function can own. */
export const ISM_DMBS = 1920;

/** Status block the function writes on events: summary, one bit per DMB, one 16-bit mask per DMB. */
export const ismSba: Layout = block('ism_sba', 4096, [
  u32('summary', 0, { mask: 0x80000000, doc: 'Some DMB bit is set.' }),
  u32('event', 0, { mask: 0x40000000, doc: 'The event queue has a new entry.' }),
  raw('dmb_bits', 4, 240, { doc: 'One bit per DMB, most significant first.' }),
  reserved(244, 12),
  raw('dmbe_mask', 256, 2 * ISM_DMBS, { doc: 'One 16-bit mask per DMB.' }),
]);

export const ismEventQueueHeader: Layout = block('ism_eq header', 24, [
  u64('idx', 0, { doc: 'Entry the function writes next.' }),
  u64('ieq_len', 8, { show: 'size' }),
  u64('entry_len', 16, { show: 'size' }),
]);

export const ismEvent: Layout = block('ism_event', 32, [
  u32('type', 0, { show: 'hex' }),
  u32('code', 4, { show: 'hex' }),
  u64('tok', 8, { show: 'address', doc: 'DMB token or global id.' }),
  u64('time', 16),
  u64('info', 24, { show: 'address' }),
]);
