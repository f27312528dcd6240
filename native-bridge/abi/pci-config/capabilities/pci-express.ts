import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const TYPES = {
  0: 'endpoint',
  1: 'legacy endpoint',
  4: 'root port',
  5: 'upstream port',
  6: 'downstream port',
  7: 'PCIe to PCI bridge',
  8: 'PCI to PCIe bridge',
  9: 'root complex integrated endpoint',
  10: 'root complex event collector',
};
const PAYLOADS = { 0: '128', 1: '256', 2: '512', 3: '1024', 4: '2048', 5: '4096' };
const SPEEDS = { 1: '2.5 GT/s', 2: '5 GT/s', 3: '8 GT/s', 4: '16 GT/s', 5: '32 GT/s', 6: '64 GT/s' };
const ERRORS = { 1: 'CORRECTABLE', 2: 'NON_FATAL', 4: 'FATAL', 8: 'UNSUPPORTED' };

const version1 = [
  u16('pcie_version', 2, { mask: 0xf }),
  u16('port_type', 2, { mask: 0xf0, show: 'dec', names: TYPES }),
  u16('slot_implemented', 2, { mask: 0x100 }),
  u16('interrupt_message', 2, { mask: 0x3e00 }),
  u32('max_payload_supported', 4, { mask: 0x7, show: 'dec', names: PAYLOADS }),
  u32('device_capabilities', 4, { bits: { 32: 'EXT_TAG', 32768: 'ROLE_BASED_ERRORS', 268435456: 'FLR' } }),
  u16('device_control', 8, {
    bits: { ...ERRORS, 16: 'RELAXED_ORDERING', 256: 'EXT_TAG', 2048: 'NO_SNOOP', 32768: 'FLR' },
  }),
  u16('max_payload', 8, { mask: 0xe0, show: 'dec', names: PAYLOADS }),
  u16('max_read_request', 8, { mask: 0x7000, show: 'dec', names: PAYLOADS }),
  u16('device_status', 10, { bits: { ...ERRORS, 16: 'AUX_POWER', 32: 'TRANSACTIONS_PENDING' } }),
  u32('max_link_speed', 12, { mask: 0xf, show: 'dec', names: SPEEDS }),
  u32('max_link_width', 12, { mask: 0x3f0 }),
  u32('link_port', 12, { mask: 0xff00_0000 }),
  u16('link_control', 16, { show: 'hex' }),
  u16('link_speed', 18, { mask: 0xf, show: 'dec', names: SPEEDS }),
  u16('link_width', 18, { mask: 0x3f0 }),
  u16('link_status', 18, { bits: { 2048: 'TRAINING', 4096: 'SLOT_CLOCK', 8192: 'ACTIVE' } }),
];

const version2 = [
  ...version1,
  u32('slot_capabilities', 20, { show: 'hex' }),
  u16('slot_control', 24, { show: 'hex' }),
  u16('slot_status', 26, { show: 'hex' }),
  u16('root_control', 28, { show: 'hex' }),
  u16('root_capabilities', 30, { show: 'hex' }),
  u32('root_status', 32, { show: 'hex' }),
  u32('device_capabilities_2', 36, { show: 'hex' }),
  u16('device_control_2', 40, { show: 'hex' }),
  u16('device_status_2', 42, { show: 'hex' }),
  u32('link_capabilities_2', 44, { show: 'hex' }),
  u16('link_control_2', 48, { show: 'hex' }),
  u16('link_status_2', 50, { show: 'hex' }),
  u32('slot_capabilities_2', 52, { show: 'hex' }),
  u16('slot_control_2', 56, { show: 'hex' }),
  u16('slot_status_2', 58, { show: 'hex' }),
];

/** Version 1 ends where the port type lets it; version 2 always has 60 bytes. */
const layout = (bytes: Uint8Array, at: number) =>
  ((bytes[at + 2] ?? 0) & 0xf) < 2
    ? { name: 'pci-express v1', size: 20, source, fields: version1 }
    : { name: 'pci-express v2', size: 60, source, fields: version2 };

export const pciExpress: PciCapability = {
  id: 16,
  name: 'pci-express',
  doc: 'PCI Express registers of the function and its link.',
  layout: layout,
};
