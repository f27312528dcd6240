import { beforeEach, describe, expect, it } from 'vitest';
import { ERRNO } from '../../../abi/errno.ts';
import { ismEvent, ismEventQueueHeader } from '../../../abi/ism/layouts.ts';
import { dmbMoveOffset } from '../../../abi/ism/moves.ts';
import { decodeFields } from '../../../abi/layout.ts';
import type { DmaMemory } from '../../syscalls.ts';
import { ism } from '../functions/ism.ts';
import { ismPeer } from '../functions/ism-peer.ts';
import { SimMachine } from '../machine.ts';
import { Seam } from '../testing/ism-seam.ts';

const DMB_IOVA = 0x1_0000_0000n;
const SBA_IOVA = 0x1_1000_0000n;
const IEQ_IOVA = 0x1_2000_0000n;
const DMB_BIT = 40;
const PAYLOAD = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);

let sender: Seam;
let owner: Seam;
let dmb: DmaMemory;
let token: bigint;
const gidOf = (seam: Seam) => seam.command('READ_GID').gid as bigint;
const register = (values = {}) =>
  owner.command('REG_DMB', { dmb: DMB_IOVA, dmb_len: dmb.size, sba_idx: DMB_BIT, rgid: gidOf(sender), ...values });
const move = (offset: number, data: Uint8Array, more = {}) =>
  sender.write(0, dmbMoveOffset({ token, index: 0, signal: false, offset, ...more }), data);

beforeEach(() => {
  const machine = new SimMachine();
  sender = new Seam(machine, ism);
  owner = new Seam(machine, ismPeer);
  dmb = owner.mapped(0x1_0000, DMB_IOVA);
  token = register().dmb_tok as bigint;
});

describe('an ISM channel', () => {
  it('gives each function its own global id', () => {
    expect(gidOf(sender)).not.toBe(gidOf(owner));
  });

  it('gives DMB tokens that are small multiples of 1 << 32', () => {
    expect(token).toBe(1n << 32n);
    expect(register().dmb_tok).toBe(2n << 32n);
  });

  it('moves a store block into the memory of the other process', () => {
    expect(move(0x123, PAYLOAD).rc).toBe(PAYLOAD.length);
    expect(dmb.read(0x123, PAYLOAD.length)).toEqual(PAYLOAD);
    expect(dmb.read(0x122, 1)).toEqual(Uint8Array.of(0));
  });

  it('takes a single byte, an odd length and a whole page, as a relaxed group does', () => {
    for (const length of [1, 11, 4096]) expect(move(0, new Uint8Array(length).fill(7)).rc).toBe(length);
  });

  it('stays silent without the signal flag', async () => {
    const vector = owner.arm(1);
    owner.mapped(4096, SBA_IOVA);
    owner.command('REG_SBA', { sba: SBA_IOVA });
    move(0, PAYLOAD);
    expect(owner.kernel.takeEvent(vector)).toBe(0n);
  });

  it('sets the summary, DMB and element bits and raises the interrupt with the signal flag', async () => {
    const vector = owner.arm(1);
    const sba = owner.mapped(4096, SBA_IOVA);
    owner.command('REG_SBA', { sba: SBA_IOVA });
    move(0, PAYLOAD, { signal: true, index: 3 });
    expect(owner.kernel.takeEvent(vector)).toBe(1n);
    expect(sba.read(0, 1)).toEqual(Uint8Array.of(0x80));
    expect(sba.read(4 + DMB_BIT / 8, 1)).toEqual(Uint8Array.of(0x80 >> (DMB_BIT % 8)));
    expect(sba.read(256 + 2 * DMB_BIT, 2)).toEqual(Uint8Array.of(0x80 >> 3, 0));
  });

  it('refuses a token nobody has, a place behind the end and a buffer taken back: EIO, and nothing arrives', () => {
    const refused = () => move(0, PAYLOAD).errno;
    expect(sender.write(0, 77n << 32n, PAYLOAD).errno).toBe(ERRNO.EIO);
    expect(move(dmb.size, PAYLOAD).errno).toBe(ERRNO.EIO);
    expect(owner.command('UNREG_DMB', { dmb_tok: token }).ret).toBe(0);
    expect(refused()).toBe(ERRNO.EIO);
    expect(dmb.read(0, dmb.size).every((byte) => byte === 0)).toBe(true);
  });

  it('refuses a move whose target the owner has unmapped', () => {
    owner.unmap(DMB_IOVA, BigInt(dmb.size));
    expect(move(0, PAYLOAD).errno).toBe(ERRNO.EIO);
  });

  it('refuses a sender the buffer was not registered for', () => {
    token = register({ rgid: gidOf(owner) }).dmb_tok as bigint;
    expect(move(0, PAYLOAD).errno).toBe(ERRNO.EIO);
  });

  it('reaches a buffer that is mapped in several pieces', () => {
    owner.unmap(DMB_IOVA, BigInt(dmb.size));
    const low = owner.mapped(4096, DMB_IOVA);
    const high = owner.mapped(4096, DMB_IOVA + 4096n);
    move(4090, PAYLOAD.subarray(0, 6));
    move(4096, PAYLOAD.subarray(6, 12));
    expect([...low.read(4090, 6), ...high.read(0, 6)]).toEqual([...PAYLOAD.subarray(0, 12)]);
  });

  it('delivers events through the queue and its interrupt', async () => {
    const vector = owner.arm(1);
    const queue = owner.mapped(4096, IEQ_IOVA);
    owner.command('REG_IEQ', { ieq: IEQ_IOVA, ieq_len: 512 });
    const event = { rgid: gidOf(owner), trigger_irq: 1, event_code: 0x42, info: 9n };
    expect(sender.command('SIGNAL_IEQ', event).ret).toBe(0);
    expect(owner.kernel.takeEvent(vector)).toBe(1n);
    expect(decodeFields(ismEventQueueHeader, queue.read(0, 24), 'be').idx).toBe(1n);
    expect(decodeFields(ismEvent, queue.read(32, 32), 'be')).toMatchObject({
      code: 0x42,
      tok: gidOf(sender),
      info: 9n,
    });
  });

  it('wraps the event queue after its last entry', () => {
    const queue = owner.mapped(4096, IEQ_IOVA);
    owner.command('REG_IEQ', { ieq: IEQ_IOVA, ieq_len: 512 });
    const signal = (code: number) => sender.command('SIGNAL_IEQ', { rgid: gidOf(owner), event_code: code });
    for (let code = 1; code <= 16; code++) signal(code);
    expect(decodeFields(ismEvent, queue.read(32, 32), 'be').code).toBe(16);
    expect(decodeFields(ismEventQueueHeader, queue.read(0, 24), 'be').idx).toBe(1n);
  });

  it('counts its buffers in QUERY_INFO and knows who can be reached', () => {
    expect(owner.command('QUERY_INFO')).toMatchObject({ len: 200, dmbs_owned: 1, my_gid: gidOf(owner) });
    expect(sender.command('QUERY_INFO')).toMatchObject({ dmbs_owned: 0, dmbs_used: 2 });
    expect(sender.command('QUERY_RGID', { rgid: gidOf(owner) }).ret).toBe(0);
    expect(sender.command('QUERY_RGID', { rgid: 1n }).ret).not.toBe(0);
  });

  it('keeps VLAN ids until they are reset', () => {
    sender.command('ADD_VLAN', { vlan_id: 5n });
    expect(sender.command('QUERY_INFO')).toMatchObject({ vlan_nr_ids: 1, vlan_id: [{ id: 5 }] });
    expect(sender.command('DEL_VLAN', { vlan_id: 6n }).ret).not.toBe(0);
    sender.command('RESET_VLAN');
    expect(sender.command('QUERY_INFO').vlan_nr_ids).toBe(0);
  });

  it('answers a generic error to a command it does not know', () => {
    sender.write(2, 0n, Uint8Array.of(0, 0, 0, 0x77, 0, 0, 0, 8));
    expect(sender.read(2, 0n, 8).out).toEqual(Uint8Array.of(0, 0, 0, 0x77, 0xff, 0xff, 0, 8));
  });

  it.each([
    ['longer than 1 MiB', { dmb_len: (1 << 20) + 1 }],
    ['with one of the 32 unused bits', { sba_idx: 31 }],
    ['for a function that is not there', { rgid: 99n }],
  ])('refuses to register a buffer %s', (_, values) => {
    expect(register(values).ret).not.toBe(0);
  });

  it('forgets buffers, queue and status block when a function is reset', () => {
    owner.device(0x3b6f);
    expect(move(0, PAYLOAD).errno).toBe(ERRNO.EIO);
    expect(owner.command('UNREG_SBA').ret).not.toBe(0);
  });

  it('forgets the buffers of a function that is closed, also when another one sends', () => {
    owner.kernel.close(owner.fd);
    expect(move(0, PAYLOAD).errno).toBe(ERRNO.EIO);
  });
});

it('a single function can store to the standing buffer with token 0', () => {
  expect(new Seam().write(0, 0n, PAYLOAD).rc).toBe(PAYLOAD.length);
});
