import type { IsmCommandName } from '../../../abi/ism/commands.ts';
import { ISM_DMBS, SBA_DMB_BIT_OFFSET } from '../../../abi/ism/layouts.ts';
import type { FieldValues } from '../../../abi/types.ts';
import type { DirectMemoryBuffer } from './dmb.ts';
import type { IsmFunction } from './ism-function.ts';

/** What each ISM command does. A handler answers the response's values, or a return code other than 0. */

/** The only return code that is documented; the others say modelled, distinct reasons. */
export const GENERIC_ERROR = 0xffff;
const NOT_REGISTERED = 1;
const ALREADY_REGISTERED = 2;
const BAD_ARGUMENT = 3;
const UNREACHABLE = 4;
const NOT_MAPPED = 5;

const DMB_LIMIT = 1 << 20;
const VLAN_LIMIT = 64;
const VERSION = 1;
const MAX_MOVE = 4096;
/** Event type of SIGNAL_IEQ: raised by software. */
const SOFTWARE_EVENT = 2;

type Values = FieldValues;
type Handler = (fn: IsmFunction, request: Values) => Values | number;

const big = (values: Values, name: string) => BigInt(values[name] as bigint | number);
const small = (values: Values, name: string) => Number(values[name]);

export const ismHandlers: Readonly<Record<IsmCommandName, Handler>> = {
  REG_SBA: (fn, request) => {
    if (fn.sba !== undefined) return ALREADY_REGISTERED;
    fn.sba = big(request, 'sba');
    return {};
  },
  UNREG_SBA: (fn) => {
    if (fn.sba === undefined) return NOT_REGISTERED;
    fn.sba = undefined;
    return {};
  },
  REG_IEQ: (fn, request) => {
    if (fn.queue) return ALREADY_REGISTERED;
    const queue = { iova: big(request, 'ieq'), length: small(request, 'ieq_len') };
    return fn.openQueue(queue) ? {} : NOT_MAPPED;
  },
  UNREG_IEQ: (fn) => {
    if (!fn.queue) return NOT_REGISTERED;
    fn.queue = undefined;
    return {};
  },
  READ_GID: (fn) => ({ gid: fn.gid }),
  QUERY_INFO: (fn) => queryInfo(fn),
  QUERY_RGID: (fn, request) => (fn.channel.member(big(request, 'rgid')) ? {} : UNREACHABLE),
  REG_DMB: (fn, request) => registerDmb(fn, request),
  UNREG_DMB: (fn, request) => (fn.channel.unregister(big(request, 'dmb_tok'), fn.gid) ? {} : NOT_REGISTERED),
  SIGNAL_IEQ: (fn, request) => signalQueue(fn, request),
  ADD_VLAN: (fn, request) => {
    if (fn.vlans.size >= VLAN_LIMIT) return BAD_ARGUMENT;
    fn.vlans.add(big(request, 'vlan_id'));
    return {};
  },
  DEL_VLAN: (fn, request) => (fn.vlans.delete(big(request, 'vlan_id')) ? {} : NOT_REGISTERED),
  SET_VLAN: () => ({}),
  RESET_VLAN: (fn) => {
    fn.vlans.clear();
    return {};
  },
};

function queryInfo(fn: IsmFunction): Values {
  const { owned, usable } = fn.channel.count(fn.gid);
  return {
    version: VERSION,
    max_len: MAX_MOVE,
    ism_state: 1n,
    my_gid: fn.gid,
    sba: fn.sba ?? 0n,
    ieq: fn.queue?.iova ?? 0n,
    ieq_len: fn.queue?.length ?? 0,
    dmbs_owned: owned,
    dmbs_used: usable,
    vlan_nr_ids: fn.vlans.size,
    vlan_id: [...fn.vlans].map((id) => ({ id: Number(id) })),
  };
}

function registerDmb(fn: IsmFunction, request: Values): Values | number {
  const length = small(request, 'dmb_len');
  const bit = small(request, 'sba_idx');
  if (length < 1 || length > DMB_LIMIT || bit < SBA_DMB_BIT_OFFSET || bit >= ISM_DMBS) return BAD_ARGUMENT;
  if (!fn.channel.member(big(request, 'rgid'))) return UNREACHABLE;
  return { dmb_tok: fn.channel.register(bufferOf(fn, big(request, 'dmb'), length, bit, big(request, 'rgid'))) };
}

const bufferOf = (fn: IsmFunction, iova: bigint, length: number, bit: number, writer: bigint): DirectMemoryBuffer => ({
  owner: fn.gid,
  writer,
  length,
  write: (at, data) => fn.dma.write(iova + BigInt(at), data),
  signal: (element) => fn.signalDmb(bit, element),
});

function signalQueue(fn: IsmFunction, request: Values): Values | number {
  const target = fn.channel.member(big(request, 'rgid'));
  if (!target) return UNREACHABLE;
  const event = {
    type: SOFTWARE_EVENT,
    code: small(request, 'event_code'),
    tok: fn.gid,
    info: big(request, 'info'),
  };
  return target.receiveEvent(event, small(request, 'trigger_irq') !== 0) ? {} : NOT_REGISTERED;
}
