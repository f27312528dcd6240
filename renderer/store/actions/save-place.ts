import { hasDesktop } from '../selectors.ts';
import type { StoreContext } from '../store-context.ts';

/**
 * Where to save: on a desktop the person is asked, elsewhere the workbench folder makes a name (no `path`). Undefined: they thought
 * better of it. `name` is what is saved, a program's name or a target's address.
 */
export async function savePlace(
  { get, call }: StoreContext,
  kind: 'capture' | 'program',
  name: string,
): Promise<{ readonly path?: string } | undefined> {
  if (!hasDesktop(get())) return {};
  const chosen = await call('dialog.save', { kind, name }, 'Choosing where to save');
  return chosen?.path === undefined ? undefined : { path: chosen.path };
}
