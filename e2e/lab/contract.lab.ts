import { describeTarget } from '../../native-bridge/targets/contract-suite/suite.ts';
import { bridges } from './target/bridges.ts';
import { RemoteTarget } from './target/remote-target.ts';
import { TRAITS } from './target/traits.ts';
import { lab } from './the-lab.ts';

for (const { name, traits } of TRAITS) {
  const open = async () => {
    const { bridge, address } = await bridges.for(lab.address(name));
    return RemoteTarget.open(bridge, address);
  };
  describeTarget(`${name} on a real kernel`, open, traits);
}
