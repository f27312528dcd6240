import type { Step } from '../../../../electron/contract/program.ts';
import type { Template } from './template.ts';
import { numberOf } from './values.ts';

const NUMBERS = ['gpgd', 'hpasid', 'gpasid', 'addrWidth'] as const;

/** Binding and taking back, as proposed in 2019: for `sim:rfc2019`; every other kernel answers ENOTTY. */
export const guestTableTemplate: Template = {
  id: 'guest-table',
  title: 'Bind a guest page table (2019)',
  group: 'Proposals',
  doc: 'Binds a guest page table to a PASID and takes it back, as proposed in 2019. Only sim:rfc2019 has it; other kernels answer ENOTTY.',
  operands: [
    { name: 'gpgd', type: 'number', usual: '0x1000', step: 4096n, doc: 'Guest page directory.' },
    { name: 'hpasid', type: 'number', usual: '0x1', bits: 20, doc: 'Host PASID, 1 to 0xfffff.' },
    { name: 'gpasid', type: 'number', usual: '0x1', doc: 'Guest PASID; counts with the flag GPASID_VAL.' },
    { name: 'addrWidth', type: 'number', usual: '48', bits: 32, doc: 'Guest address bits.' },
  ],
  make: (values) => {
    for (const name of NUMBERS) if (!values[name]!.includes('$')) numberOf(name, values[name]!);
    const { gpgd, hpasid, gpasid, addrWidth } = values;
    const fields = { flags: '0x1', version: 1, format: 1, addrWidth, gpgd, hpasid, gpasid };
    return { steps: [{ kind: 'pasid.bind', ...fields } as Step, { kind: 'pasid.unbind', ...fields } as Step] };
  },
};
