import { u8, u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const powerManagement: PciCapability = {
  id: 1,
  name: 'power-management',
  doc: 'Power states of the function.',
  layout: {
    name: 'power-management',
    size: 8,
    source,
    fields: [
      u16('pmc', 2, {
        bits: {
          8: 'PME_CLOCK',
          32: 'DSI',
          512: 'D1',
          1024: 'D2',
          2048: 'PME_D0',
          4096: 'PME_D1',
          8192: 'PME_D2',
          16384: 'PME_D3HOT',
          32768: 'PME_D3COLD',
        },
      }),
      u16('pm_version', 2, { mask: 0x7 }),
      u16('power_state', 4, { mask: 0x3, show: 'dec', names: { 0: 'D0', 1: 'D1', 2: 'D2', 3: 'D3hot' } }),
      u16('pmcsr', 4, { bits: { 8: 'NO_SOFT_RESET', 256: 'PME_ENABLE', 32768: 'PME_STATUS' } }),
      u8('bridge_extensions', 6, { show: 'hex' }),
      u8('data', 7, { show: 'hex' }),
    ],
  },
};
