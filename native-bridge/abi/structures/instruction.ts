import { reserved, u8, u16, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Words and blocks of the PCI instructions. Architected: big-endian on every host. */

/** PCI address spaces of a request. */
export const PCI_ADDRESS_SPACES: Readonly<Record<number, string>> = {
  0: 'BAR 0',
  1: 'BAR 1',
  2: 'BAR 2',
  3: 'BAR 3',
  4: 'BAR 4',
  5: 'BAR 5',
  15: 'CONFIG',
};

/** Condition codes by number. */
export const CONDITION_CODES: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'ERR',
  2: 'BUSY',
  3: 'INVALID_HANDLE',
};

/** Status byte of load, store and refresh after condition code 1. */
export const LOAD_STORE_STATUS: Readonly<Record<number, string>> = {
  4: 'function not enabled',
  8: 'function in error',
  12: 'blocked',
  16: 'insufficient resources',
  20: 'invalid address space',
  24: 'already enabled',
  28: 'DMA address space not enabled',
  36: 'second operand in invalid address space',
  40: 'function not available',
  44: 'already in requested state',
};

export const pciRequestWord: Layout = {
  name: 'request word',
  size: 8,
  source: 'arch/s390/include/asm/pci_insn.h ZPCI_CREATE_REQ',
  fields: [
    u32('fh', 0, { show: 'hex', doc: 'Function handle; the top bit says enabled.' }),
    u8('status', 4, { show: 'dec', names: LOAD_STORE_STATUS, doc: 'Written back by the machine on condition code 1.' }),
    u8('pcias', 5, { show: 'dec', names: PCI_ADDRESS_SPACES }),
    u16('len', 6),
  ],
};

const INSTRUCTIONS = {
  115: 'PCISTG',
  108: 'PCILG',
  82: 'RPCIT',
  83: 'PCISTGI',
  76: 'PCILGI',
  98: 'PCISTB',
  66: 'PCISTBI',
  77: 'MPCIFC',
};

/** 19 packed bytes of one line in the kernel's pci_error log. */
export const pciErrorRecord: Layout = {
  name: 'pci_error record',
  size: 19,
  source: 'arch/s390/pci/pci_insn.c zpci_err_insn_req, s390dbf pci_error',
  fields: [
    u8('insn', 0, { names: INSTRUCTIONS, show: 'hex', doc: 'Letter of the instruction.' }),
    u8('cc', 1, { show: 'dec', names: CONDITION_CODES }),
    u8('status', 2, { show: 'dec', names: LOAD_STORE_STATUS }),
    u64('req', 3, { show: 'address', doc: 'Request word, or the address of an MIO instruction.' }),
    u64('offset', 11, { show: 'address', doc: 'Offset, or the length of an MIO instruction.' }),
  ],
};

/** Function information block: what MPCIFC sets and STPCIFC reads. */
export const functionInformationBlock: Layout = {
  name: 'zpci_fib',
  size: 80,
  source: 'arch/s390/include/asm/pci_insn.h struct zpci_fib',
  fields: [
    u8('fmt', 0),
    reserved(1, 3),
    reserved(4, 4),
    u8('fc', 8, { bits: { 128: 'ENABLED', 64: 'ERROR', 32: 'LS_BLOCKED', 16: 'DMAAS_REGISTERED' } }),
    reserved(9, 7),
    u64('pba', 16, { show: 'address', doc: 'First DMA address.' }),
    u64('pal', 24, { show: 'address', doc: 'Last DMA address; one page more for ISM.' }),
    u64('iota', 32, { show: 'address', doc: 'I/O translation anchor.' }),
    u32('isc', 40, { mask: 0x70000000, doc: 'Interruption subclass.' }),
    u32('noi', 40, { mask: 0x0fff0000, doc: 'Number of interruptions.' }),
    u32('aibvo', 40, { mask: 0x00003f00, doc: 'Offset of the interruption bit vector.' }),
    u32('sum', 40, { mask: 0x00000080, doc: 'Summary notification on.' }),
    u32('aisbo', 40, { mask: 0x0000003f, doc: 'Offset of the summary bit.' }),
    reserved(44, 4),
    u64('aibv', 48, { show: 'address', doc: 'Interruption bit vector.' }),
    u64('aisb', 56, { show: 'address', doc: 'Summary bits.' }),
    u64('fmb_addr', 64, { show: 'address', doc: 'Function measurement block.' }),
    reserved(72, 4),
    u32('gd', 76, { show: 'hex', doc: 'Guest designation.' }),
  ],
};
