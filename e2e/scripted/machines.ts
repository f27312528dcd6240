import type { Host } from '../../electron/contract/app-contract.ts';
import type { Check, TargetSummary } from '../../native-bridge/contract/bridge-contract.ts';

/** Machines and functions that a test shows in the window; none of them exists. */

export const LAB = 'ssh://root@lab1';

export const boundFunction: TargetSummary = {
  address: `${LAB}/0007:00:00.0`,
  title: '0007:00:00.0',
  kind: 'vfio',
  identity: { FID: '0x00001234', UID: '0x7', PCHID: '0x07c0', type: 'ISM', port: '1' },
  driver: 'ism_vfio_pci',
  ready: true,
};

export const unboundFunction: TargetSummary = {
  address: `${LAB}/0008:00:00.0`,
  title: '0008:00:00.0',
  kind: 'vfio',
  identity: { FID: '0x00002345', UID: '0x8', PCHID: '0x0140', type: 'RoCE Express2', port: '2' },
  driver: 'mlx5_core',
  ready: false,
  reason: '0008:00:00.0 is bound to mlx5_core.',
  remedy: 'Bind it: driverctl set-override 0008:00:00.0 vfio-pci',
  bindable: true,
};

export const lab: Host = {
  address: LAB,
  state: 'connected',
  about: { kernel: '6.12.0 s390x', node: '20.19.2' },
  targets: [boundFunction, unboundFunction],
};

export const unreachable: Host = {
  address: 'ssh://lab2',
  state: 'failed',
  error: {
    code: 'key-refused',
    message: 'lab2 does not accept the key of this user.',
    next: 'Load the key into the agent, or have it added to ~/.ssh/authorized_keys there.',
    details: { command: 'ssh-copy-id lab2' },
  },
  about: {},
  targets: [],
};

export const checks: readonly Check[] = [
  { id: 'node', title: 'Node.js', status: 'ok', message: '20.19.2' },
  {
    id: 'memlock',
    title: 'Memory that may be locked',
    status: 'warning',
    message: '8 MiB: larger buffers cannot be mapped.',
    remedy: 'Raise the limit for your user.',
    command: "echo 'me - memlock unlimited' | sudo tee /etc/security/limits.d/vfio.conf",
  },
  {
    id: 'vfio-device',
    title: '/dev/vfio/vfio',
    status: 'failed',
    message: 'It does not exist: the module vfio is not loaded.',
    remedy: 'Load the module.',
    command: 'sudo modprobe vfio-pci',
  },
  { id: 'group', title: 'Group file', status: 'skipped', message: 'There is no VFIO to ask.' },
];
