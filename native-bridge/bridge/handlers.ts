import { endianness, release } from 'node:os';
import type { bridgeContract, StateChange } from '../contract/bridge-contract.ts';
import { WorkbenchError } from '../contract/errors.ts';
import { BRIDGE_PROTOCOL } from '../contract/limits.ts';
import type { Handlers } from '../contract/method-table.ts';
import { standingOf } from '../contract/state-change.ts';
import { listTargets, openTarget } from '../targets/index.ts';
import type { Target } from '../targets/target.ts';
import { type HostServices, hostHandlers } from './host-handlers.ts';
import type { Sessions } from './sessions.ts';

type BridgeHandlers = Handlers<typeof bridgeContract>;

/** One handler a method of the bridge contract. Nothing is answered before the handshake. */
export function handlersFor(sessions: Sessions, host: HostServices, version: string): BridgeHandlers {
  const handshake = new Handshake(version);
  return handshake.guard({
    hello: ({ protocol }) => handshake.shake(protocol),
    'targets.list': async () => ({ targets: await listTargets() }),
    'target.open': async ({ address }) => {
      const target = await sessions.open(() => openTarget(address));
      const opened = sessions.target(target);
      return { target, snapshot: opened.snapshot(), state: opened.state() };
    },
    'target.inspect': async ({ target, config }) => {
      const snapshot = await sessions.target(target).inspect({ config });
      return { snapshot, change: standing(sessions.target(target)) };
    },
    'target.arm': ({ target, armed }) => {
      sessions.target(target).arm(armed);
      return { change: standing(sessions.target(target)) };
    },
    'target.measure': ({ target }) => sessions.target(target).measure(),
    'target.close': async ({ target }) => {
      const { address } = sessions.target(target);
      await sessions.close(target);
      await host.bindings.released(address);
      return {};
    },
    ...hostHandlers(host),
    'request.send': ({ target, request }, { isCancelled }) => sessions.target(target).send(request, isCancelled),
    'burst.start': ({ target, spec }) => {
      const { id, burst } = sessions.startBurst(target, (one) => one.startBurst(spec));
      return { burst: id, path: burst.path };
    },
    'burst.drain': async ({ burst }) => {
      const drained = await sessions.burst(burst).drain();
      if (drained.done) sessions.endBurst(burst);
      return drained;
    },
    'burst.stop': ({ burst }) => {
      sessions.burst(burst).stop();
      return {};
    },
  });
}

const standing = (target: Target): StateChange => standingOf(target.state());

class Handshake {
  readonly #version: string;
  #shaken = false;

  constructor(version: string) {
    this.#version = version;
  }

  /** Throws `too-old` or `too-new`: what the workbench is to this bridge. */
  shake(protocol: number) {
    if (protocol !== BRIDGE_PROTOCOL) throw wrongProtocol(protocol);
    this.#shaken = true;
    return {
      protocol: BRIDGE_PROTOCOL,
      version: this.#version,
      pid: process.pid,
      platform: `${process.platform}-${process.arch}`,
      byteOrder: endianness() === 'BE' ? ('be' as const) : ('le' as const),
      kernel: release(),
    };
  }

  guard(handlers: BridgeHandlers): BridgeHandlers {
    const guarded = Object.entries(handlers).map(([method, handler]) => {
      const checked = (...args: Parameters<typeof handler>) => {
        if (method !== 'hello' && !this.#shaken) throw noHandshake(method);
        return (handler as (...args: unknown[]) => unknown)(...args);
      };
      return [method, checked];
    });
    return Object.fromEntries(guarded) as BridgeHandlers;
  }
}

const wrongProtocol = (protocol: number) =>
  new WorkbenchError({
    code: protocol < BRIDGE_PROTOCOL ? 'too-old' : 'too-new',
    message: `The workbench speaks protocol ${protocol}; this bridge program speaks ${BRIDGE_PROTOCOL}.`,
    next: 'Use the bridge program that came with the workbench.',
    op: 'hello',
  });

const noHandshake = (op: string) =>
  new WorkbenchError({
    code: 'no-handshake',
    message: `${op} came before the handshake.`,
    next: 'Say hello first.',
    op,
  });
