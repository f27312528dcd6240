import type { bridgeContract, Check } from '../contract/bridge-contract.ts';
import type { Handlers } from '../contract/method-table.ts';
import type { Bindings } from '../targets/vfio/binding/bindings.ts';
import { examine } from '../targets/vfio/doctor/examine.ts';
import type { LocalHost } from '../targets/vfio/local-host.ts';

type HostHandlers = Pick<Handlers<typeof bridgeContract>, 'doctor.run' | 'function.bind' | 'function.restore'>;

/** What handlers about the host itself work with. */
export interface HostServices {
  readonly local: LocalHost;
  readonly bindings: Bindings;
  readonly tell: (run: number, check: Check) => void;
}

/** Handlers about the machine the bridge runs on, rather than about an open target. */
export const hostHandlers = ({ local, bindings, tell }: HostServices): HostHandlers => ({
  'doctor.run': async ({ run, function: bdf }) => ({ checks: await examine(local, bdf, (check) => tell(run, check)) }),
  'function.bind': ({ function: bdf }) => bindings.bind(bdf),
  'function.restore': ({ function: bdf }) => bindings.restore(bdf),
});
