import { ebcdic, raw, reserved, u8, u16, u32, u64 } from '../fields.ts';
import type { FieldSpec, Layout } from '../types.ts';

/** Blocks of the call-logical-processor instruction. Architected: big-endian on every host, PCI BAR values little-endian inside. */

const source = 'arch/s390/include/asm/clp.h, pci_clp.h';

/** Function types (pft). */
export const FUNCTION_TYPES: Readonly<Record<number, string>> = {
  0: 'UNC',
  2: 'ROCE',
  5: 'ISM',
  10: 'ROC2',
  11: 'NVMe',
  12: 'NETH',
  13: 'CNW',
  15: 'NETD',
};

const RESPONSES = {
  16: 'ok',
  32: 'unknown command',
  48: 'not permitted',
  64: 'bad format',
  80: 'bad length',
  96: 'crosses 8 KiB',
  112: 'reserved field not zero',
  128: 'no data',
  256: 'unknown function code',
  257: 'bad handle',
  258: 'handle does not fit the operation',
  259: 'bad DMA spaces',
  260: 'insufficient resources',
  261: 'already in state',
  262: 'function in permanent error',
  263: 'recovery pending',
  264: 'busy',
  266: 'bad resume token',
  267: 'bad group',
};

const header: readonly FieldSpec[] = [
  u16('len', 0),
  u16('rsp', 2, { show: 'hex', names: RESPONSES }),
  u32('format', 4, { mask: 0xf0000000 }),
  reserved(8, 8),
];

export const clpListEntry: Layout = {
  name: 'clp_fh_list_entry',
  size: 16,
  source,
  fields: [
    u16('device', 0, { show: 'hex', doc: 'PCI device id.' }),
    u16('vendor', 2, { show: 'hex', doc: 'PCI vendor id.' }),
    u32('config', 4, { mask: 0x80000000, doc: '1 = configured.' }),
    u32('fid', 8, { show: 'hex', doc: 'Function id.' }),
    u32('fh', 12, { show: 'hex', doc: 'Function handle.' }),
  ],
};

const bars = (offset: number) =>
  [0, 1, 2, 3, 4, 5].map((bar) => u32(`bar${bar}`, offset + 4 * bar, { show: 'hex', byteOrder: 'le' }));
const barSizes = (offset: number) =>
  [0, 1, 2, 3, 4, 5].map((bar) => u8(`bar_size${bar}`, offset + bar, { doc: 'Power of two; 0 = no BAR.' }));

export const clpQueryFunction: Layout = {
  name: 'clp_rsp_query_pci',
  size: 384,
  source,
  fields: [
    ...header,
    u16('vfn', 16, { show: 'hex', doc: 'Virtual function number.' }),
    u8('flags', 18, { bits: { 32: 'TID', 16: 'RID', 8: 'PHYSFN', 2: 'MIO_ADDR', 1: 'UTIL_STR' } }),
    u8('pfgid', 19, { show: 'hex', doc: 'Function group id.' }),
    u32('fid', 20, { show: 'hex', doc: 'Function id.' }),
    ...barSizes(24),
    u16('pchid', 30, { show: 'hex', doc: 'Physical channel id.' }),
    ...bars(32),
    raw('pfip', 56, 4, { doc: 'Function path segments.' }),
    u16('port', 60, { mask: 0x000f }),
    u8('fmb_len', 62, { doc: 'Measurement block length in words.' }),
    u8('pft', 63, { names: FUNCTION_TYPES, doc: 'Function type.' }),
    u64('sdma', 64, { show: 'address', doc: 'First DMA address.' }),
    u64('edma', 72, { show: 'address', doc: 'Last DMA address, not clamped.' }),
    u16('rid', 80, { show: 'hex' }),
    reserved(82, 4),
    u16('tid', 86, { show: 'hex' }),
    reserved(88, 36),
    u32('uid', 124, { show: 'hex', doc: 'User-defined id.' }),
    ebcdic('util_str', 128, 64, { doc: 'Utility string.' }),
  ],
};

export const clpQueryGroup: Layout = {
  name: 'clp_rsp_query_pci_grp',
  size: 64,
  source,
  fields: [
    ...header,
    u16('noi', 16, { mask: 0x0fff, doc: 'Interrupt vectors.' }),
    u8('version', 18),
    u8('flags', 19, { bits: { 1: 'REFRESH', 2: 'FRAME', 8: 'RELAXED' } }),
    u16('maxstbl', 20, { mask: 0x1fff, show: 'size', doc: 'Maximum store block length.' }),
    u16('mui', 22, { show: 'ms', doc: 'Measurement update interval.' }),
    u8('dtsm', 24, { show: 'hex', doc: 'Designation types supported.' }),
    reserved(25, 1),
    u16('maxfaal', 26),
    u16('dnoi', 28, { mask: 0x0fff }),
    u16('maxcpu', 30),
    u64('dasm', 32, { show: 'address', doc: 'DMA address space mask.' }),
    u64('msia', 40, { show: 'address', doc: 'MSI doorbell address.' }),
  ],
};
