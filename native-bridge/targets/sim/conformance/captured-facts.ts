import { damagedCapture } from '../../../contract/capture-file.ts';
import type { IovaRange } from '../../../rules/types.ts';
import { type BarResource, EMULATED_GROUP, type FunctionIdentity } from '../zpci/identity.ts';
import type { LabFile } from './lab-file.ts';

/**
 * Who a captured function is, from what sysfs said about it before anything was opened. Nothing is taken from the answers that are
 * compared later. Facts of the function group are not in sysfs: those of emulated functions (group 255) are known.
 */

/** Last address of the type1 domain geometry: three table levels, 4 TiB. */
const GEOMETRY_END = 0x3ff_ffff_ffffn;
const CONFIG_SIZES = [256, 4096];

export function identityOf(lab: LabFile, name: string): FunctionIdentity {
  const number = (attribute: string) => numberIn(textIn(lab, attribute));
  const util = lab.sysfs.util_string?.hex;
  return {
    bdf: lab.bdf,
    iommuGroup: lab.group,
    fh: number('function_handle'),
    fid: number('function_id'),
    uid: number('uid'),
    pchid: number('pchid'),
    vfn: number('vfn'),
    pft: number('pft'),
    gid: number('pfgid'),
    fmbLength: 0,
    fmbFormat: 0,
    pfip: Uint8Array.from([0, 1, 2, 3], (segment) => number(`pfip/segment${segment}`)),
    utilString: util?.some((byte) => byte !== 0) ? util : undefined,
    group: EMULATED_GROUP,
    windows: windowsOf(lab.reserved_regions),
    config: configOf(lab, name),
    bars: resourcesOf(textIn(lab, 'resource')),
  };
}

/** Name of the driver the function was bound to. */
export const driverOf = (lab: LabFile) => lab.sysfs.driver?.link?.split('/').at(-1) ?? '';

function textIn({ sysfs }: LabFile, attribute: string): string {
  return new TextDecoder('latin1').decode(sysfs[attribute]?.hex ?? new Uint8Array()).trim();
}

const numberIn = (text: string) => (/^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : 0);

function configOf({ sysfs }: LabFile, name: string): Uint8Array {
  const config = sysfs.config?.hex;
  if (config && CONFIG_SIZES.includes(config.length)) return config;
  throw damagedCapture(name, `sysfs.config has ${config?.length ?? 0} bytes, not 256 or 4096`);
}

/** Size and flags of BAR 0-5 and ROM: lines of start, end (inclusive) and flags. */
function resourcesOf(text: string): BarResource[] {
  const lines = text.split('\n');
  return Array.from({ length: 7 }, (_, index) => {
    const words = (lines[index] ?? '').trim().split(/\s+/);
    if (words.length !== 3 || !words.every((word) => /^0x[0-9a-f]{1,16}$/i.test(word))) return { size: 0n, flags: 0 };
    const [start, end, flags] = words.map(BigInt) as [bigint, bigint, bigint];
    return end > start ? { size: end - start + 1n, flags: Number(flags & 0xffff_ffffn) } : { size: 0n, flags: 0 };
  });
}

/** What the reserved regions leave of the geometry. */
function windowsOf(text: string): IovaRange[] {
  const windows: IovaRange[] = [];
  let start = 0n;
  for (const [from, to] of reservedOf(text)) {
    if (from > start) windows.push({ start, end: from - 1n });
    if (to >= start) start = to + 1n;
  }
  return start <= GEOMETRY_END ? [...windows, { start, end: GEOMETRY_END }] : windows;
}

function reservedOf(text: string): [bigint, bigint][] {
  return text
    .split('\n')
    .map((line) => /^(0x[0-9a-f]{1,16})\s+(0x[0-9a-f]{1,16})\s+(?!direct-relaxable)/i.exec(line.trim()))
    .flatMap((match) => (match ? [[BigInt(match[1]!), BigInt(match[2]!)] as [bigint, bigint]] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
