import { hexNumber } from '../abi/hex.ts';
import { zpciIoHeader, zpciIoRequest } from '../abi/structures/zpci-io.ts';
import { leaves, unlessEmpty } from './breach.ts';
import { mend } from './mends.ts';
import type { RegionAccess, Rule, RuleSet } from './types.ts';

const SOURCE = '"vfio-pci/zdev: Introduce the zPCI I/O vfio region", January 2021, 4/4';
const header = zpciIoHeader.size;
const size = header + zpciIoRequest.size;

/** Position after the last byte, the count being clamped to the end of the region. */
const end = ({ offset, length }: RegionAccess) => Math.min(Number(offset) + length, size);

const AT_HEADER = mend('Read the header', { offset: 0n });
const AT_REQUEST = mend('Write the request', { offset: BigInt(header) });

const position: Rule<RegionAccess> = {
  id: 'ZIO-POS',
  sentence: 'The position lies inside the 48 bytes of the region.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 2; measured on 6.12`,
  broken: ({ offset, write }) =>
    offset >= BigInt(size)
      ? {
          field: 'offset',
          detail: `${hexNumber(offset)} >= ${hexNumber(size)}`,
          mends: [write ? AT_REQUEST : AT_HEADER],
        }
      : undefined,
};

const readsHeader: Rule<RegionAccess> = {
  id: 'ZIO-R4',
  sentence: 'A read stays inside the 16 bytes of the header.',
  errno: 'EFAULT',
  source: `${SOURCE}, check R4; measured on 6.12: reading all 48 bytes fails`,
  broken: (access) => {
    if (access.write || end(access) <= header) return undefined;
    return leaves('the header', access.offset, end(access) - Number(access.offset), BigInt(header));
  },
};

const writesRequest: Rule<RegionAccess> = {
  id: 'ZIO-W4',
  sentence: 'A write starts at or after byte 16, where the request begins.',
  errno: 'EFAULT',
  source: `${SOURCE}, check W4; measured on 6.12`,
  broken: ({ write, offset }) =>
    write && offset < BigInt(header)
      ? { field: 'offset', detail: `${offset} < ${header}`, mends: [AT_REQUEST] }
      : undefined,
};

/** Where the zPCI I/O region may be read and written at all. A write that passes runs the request then standing in the region. */
export const zpciIoAccessRules: RuleSet<RegionAccess> = {
  id: 'zpci-io-access',
  title: 'zPCI I/O region, read and write',
  rules: [position, readsHeader, writesRequest].map(unlessEmpty),
};
