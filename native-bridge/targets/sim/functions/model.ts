import type { Channel } from '../ism/channel.ts';
import type { Driver } from '../vfio/driver.ts';
import type { SimFunction } from '../zpci/function.ts';

/** A kind of simulated function: one file here and one line in `index.ts` each. */
export interface FunctionModel {
  /** Name in an address: `sim:<name>`. */
  readonly name: string;
  readonly title: string;
  /** Driver it is bound to unless the address says otherwise. */
  readonly driver: Driver;
  /** A fresh function, as after power-on of the machine. */
  readonly build: (parts: HostParts) => SimFunction;
}

/** What functions of one machine share. */
export interface HostParts {
  readonly channel: Channel;
}
