import type { Host } from '../../electron/contract/app-contract.ts';
import type { TargetSummary } from '../../native-bridge/contract/bridge-contract.ts';
import type { WorkbenchData } from './state.ts';

/** The machines with this one as it is now: in its place, or at the end when it is new. */
export const withHost = (hosts: readonly Host[], host: Host): readonly Host[] =>
  hosts.some(({ address }) => address === host.address)
    ? hosts.map((known) => (known.address === host.address ? host : known))
    : [...hosts, host];

/** The machine of the list that offers this function. */
export const hostOf = ({ hosts }: Pick<WorkbenchData, 'hosts'>, target: string): Host | undefined =>
  hosts.find(({ targets }) => targets.some(({ address }) => address === target));

/** Everything that can be opened by address: what this machine offers and what the others do. */
export const allTargets = ({
  targets = [],
  hosts,
}: Pick<WorkbenchData, 'targets' | 'hosts'>): readonly TargetSummary[] => [
  ...targets,
  ...hosts.flatMap((host) => host.targets),
];
