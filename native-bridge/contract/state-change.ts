import { insertMapping, takeInside } from '../rules/sorted-mappings.ts';
import type { LiveState, StateChange } from './bridge-contract.ts';

/** The state after `changes`, in order. `state` stays as it is; however many changes there are, its lists are copied once. */
export function withChanges(state: LiveState, changes: readonly StateChange[]): LiveState {
  const mappings = [...state.mappings];
  const buffers = [...state.buffers];
  const pasids = state.pasids && new Set(state.pasids);
  const { command: _, ...kept } = state;
  let { armed, dmaAvail, irqs, command } = state;
  for (const change of changes) {
    ({ armed, dmaAvail, command } = change);
    if (change.unmapped) takeInside(mappings, change.unmapped);
    if (change.mapped) insertMapping(mappings, change.mapped);
    if (change.allocated) buffers.push(change.allocated);
    if (change.irqs) irqs = change.irqs;
    if (change.bound !== undefined) pasids?.add(change.bound);
    if (change.unbound !== undefined) pasids?.delete(change.unbound);
  }
  return {
    ...kept,
    armed,
    dmaAvail,
    mappings,
    buffers,
    ...(irqs && { irqs }),
    ...(pasids && { pasids: [...pasids] }),
    ...(command !== undefined && { command }),
  };
}

/** The part of a state that every change tells. */
export const standingOf = ({ armed, dmaAvail, command }: LiveState): StateChange => ({ armed, dmaAvail, command });

/** A state whose changes are told one by one. They are worked in when it is looked at, however many came meanwhile. */
export class FollowedState {
  #state: LiveState;
  #changes: StateChange[] = [];

  constructor(state: LiveState) {
    this.#state = state;
  }

  /** The state as of the last change: an object of its own for each state that was looked at. */
  get state(): LiveState {
    if (this.#changes.length > 0) this.#state = withChanges(this.#state, this.#changes);
    this.#changes = [];
    return this.#state;
  }

  change(change: StateChange): void {
    this.#changes.push(change);
  }

  /** Armed, or not any more; all else stays. */
  arm(armed: boolean): void {
    this.change({ ...standingOf(this.state), armed });
  }
}
