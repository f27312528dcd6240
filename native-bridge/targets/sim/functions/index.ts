import { ism } from './ism.ts';
import { ismPeer } from './ism-peer.ts';
import type { FunctionModel } from './model.ts';
import { nic } from './nic.ts';
import { rfc2019 } from './rfc2019.ts';

/** Every simulated function, in the order the target list shows them. */
export const functionModels: readonly FunctionModel[] = [ism, ismPeer, nic, rfc2019];
