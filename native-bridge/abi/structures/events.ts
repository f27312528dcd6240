import { reserved, u16, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Event records of a function (CHSC store event information). Architected: big-endian on every host. */

const fh = u32('fh', 4, { show: 'hex', doc: 'Function handle.' });
const fid = u32('fid', 8, { show: 'hex', doc: 'Function id.' });

/** Program event codes of error events that 6.12 treats specially. */
const ERROR_CODES = {
  42: 'FMB error',
  43: 'FMB error',
  44: 'FMB error',
  58: 'recovery needed',
  59: 'permanent error',
  64: 'permanent error',
};

const AVAILABILITY_CODES = {
  769: 'reserved or standby to configured',
  770: 'reserved to standby',
  771: 'deconfiguration requested',
  772: 'configured to standby or reserved',
  774: 'several functions changed',
  776: 'standby to reserved',
};

export const ccdfError: Layout = {
  name: 'zpci_ccdf_err',
  size: 32,
  source: 'arch/s390/pci/pci_event.c struct zpci_ccdf_err',
  fields: [
    reserved(0, 4),
    fh,
    fid,
    u32('ett', 12, { mask: 0xf0000000, doc: 'Event type.' }),
    u32('mvn', 12, { mask: 0x0fff0000, doc: 'MSI vector number.' }),
    u32('dmaas', 12, { mask: 0x0000ff00, doc: 'DMA address space.' }),
    u32('q', 12, { mask: 0x00000002, doc: 'Event qualifier.' }),
    u32('rw', 12, { mask: 0x00000001, doc: 'The access that failed was a write.' }),
    u64('faddr', 16, { show: 'address', doc: 'Failing address.' }),
    reserved(24, 6),
    u16('pec', 30, { show: 'hex', names: ERROR_CODES, doc: 'Program event code.' }),
  ],
};

export const ccdfAvailability: Layout = {
  name: 'zpci_ccdf_avail',
  size: 32,
  source: 'arch/s390/pci/pci_event.c struct zpci_ccdf_avail',
  fields: [
    reserved(0, 4),
    fh,
    fid,
    reserved(12, 18),
    u16('pec', 30, { show: 'hex', names: AVAILABILITY_CODES, doc: 'Program event code.' }),
  ],
};
