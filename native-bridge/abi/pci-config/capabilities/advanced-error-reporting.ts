import { raw, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const UNCORRECTABLE = {
  16: 'DATA_LINK',
  32: 'SURPRISE_DOWN',
  4096: 'POISONED',
  8192: 'FLOW_CONTROL',
  16384: 'COMPLETION_TIMEOUT',
  32768: 'COMPLETER_ABORT',
  65536: 'UNEXPECTED_COMPLETION',
  131072: 'RECEIVER_OVERFLOW',
  262144: 'MALFORMED',
  524288: 'ECRC',
  1048576: 'UNSUPPORTED_REQUEST',
  2097152: 'ACS_VIOLATION',
  4194304: 'INTERNAL',
  8388608: 'MC_BLOCKED',
  16777216: 'ATOMIC_BLOCKED',
  33554432: 'PREFIX_BLOCKED',
};
const CORRECTABLE = {
  1: 'RECEIVER',
  64: 'BAD_TLP',
  128: 'BAD_DLLP',
  256: 'REPLAY_ROLLOVER',
  4096: 'REPLAY_TIMEOUT',
  8192: 'ADVISORY_NON_FATAL',
  16384: 'INTERNAL',
  32768: 'LOG_OVERFLOW',
};

export const advancedErrorReporting: PciCapability = {
  id: 1,
  name: 'advanced-error-reporting',
  doc: 'Errors the function saw, with the header of the first bad packet.',
  layout: {
    name: 'advanced-error-reporting',
    size: 44,
    source,
    fields: [
      u32('uncorrectable_status', 4, { bits: UNCORRECTABLE }),
      u32('uncorrectable_mask', 8, { bits: UNCORRECTABLE }),
      u32('uncorrectable_severity', 12, { bits: UNCORRECTABLE, doc: 'Set = fatal.' }),
      u32('correctable_status', 16, { bits: CORRECTABLE }),
      u32('correctable_mask', 20, { bits: CORRECTABLE }),
      u32('first_error', 24, { mask: 0x1f, doc: 'Bit of the first uncorrectable error.' }),
      u32('capabilities', 24, {
        bits: { 32: 'ECRC_GEN_CAPABLE', 64: 'ECRC_GEN', 128: 'ECRC_CHECK_CAPABLE', 256: 'ECRC_CHECK' },
      }),
      raw('header_log', 28, 16, { doc: 'Header of the packet that failed.' }),
    ],
  },
};
