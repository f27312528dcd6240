import { fromEbcdic } from '../../abi/ebcdic.ts';
import { attributeText } from '../function/sysfs.ts';

/** What sysfs says of a function's identity -> how it is shown. */
const IDENTITY = {
  FID: 'function_id',
  UID: 'uid',
  PCHID: 'pchid',
  PFGID: 'pfgid',
  VFN: 'vfn',
  type: 'pft',
  port: 'port',
  handle: 'function_handle',
  vendor: 'vendor',
  device: 'device',
};

const SEGMENTS = [0, 1, 2, 3].map((index) => `pfip/segment${index}`);

type Attributes = Readonly<Record<string, Uint8Array>>;

/** Who a function is, as a person reads it; what its host does not say is left out. */
export function identityOf(attributes: Attributes): Record<string, string> {
  const told = Object.entries(IDENTITY).map(([label, name]) => [label, attributeText(attributes, name)]);
  const all = [...told, ['path', pathText(attributes)], ['utility', utilityText(attributes)]];
  return Object.fromEntries(all.filter(([, text]) => text));
}

/** The internal path: its four segments, `0x00.0x0a.0x00.0x00`. */
function pathText(attributes: Attributes): string | undefined {
  const segments = SEGMENTS.map((name) => attributeText(attributes, name));
  return segments.every((segment) => segment !== undefined) ? segments.join('.') : undefined;
}

/** The utility string is EBCDIC, as in the UTIL capability. */
const utilityText = ({ util_string }: Attributes) => util_string && fromEbcdic(util_string.subarray(0, 64));
