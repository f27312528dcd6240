import type { TreeNode } from '../../native-bridge/abi/types.ts';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { attributeText } from './attributes.ts';
import { decoded, structureOf } from './structures.ts';

/** Who a function says it is, in the few words that fit into a bar. Absent what nobody said. */
export interface Identity {
  /** `ISM`, from the function type of the zPCI base capability. */
  readonly type?: string;
  /** Function id, eight hex digits. */
  readonly fid?: string;
  readonly bdf?: string;
  readonly driver?: string;
  /** The way a store block takes when none is named. */
  readonly path?: string;
}

function nodeNamed(root: TreeNode, name: string): TreeNode | undefined {
  if (root.name === name) return root;
  for (const child of root.children ?? []) {
    const found = nodeNamed(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The name in `0x05 ISM`; the number itself when it has none. */
function functionType(snapshot: Snapshot): string | undefined {
  const info = structureOf(snapshot, 'device-info');
  const text = info && nodeNamed(decoded(info).tree, 'pft')?.text;
  return text?.replace(/^0x[0-9a-f]+ (?=.)/, '');
}

export function identityOf(snapshot: Snapshot): Identity {
  const bytes = snapshot.attributes.function_id;
  const fid = bytes && attributeText('function_id', bytes).replace(/^0x/, '');
  return {
    type: functionType(snapshot),
    fid: fid?.padStart(8, '0').toUpperCase(),
    bdf: snapshot.bdf,
    driver: snapshot.driver,
    path: snapshot.paths.find(({ present }) => present)?.path,
  };
}
