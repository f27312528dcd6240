import type { Moment } from '../../../electron/contract/recording-cursor.ts';
import { lastOf } from '../../../native-bridge/rules/iova.ts';
import type { StoreContext } from '../store-context.ts';

/** A place in a recording. */
type Place = { readonly atNs: bigint } | { readonly rows: number };

/** The moment at a place with all its mappings: many do not come with it and are asked for page by page. Undefined when they could not be read. */
export async function withMappings(
  { call }: StoreContext,
  session: string,
  place: Place,
  moment: Moment,
): Promise<Moment | undefined> {
  const { state, unlisted } = moment;
  if (!state || unlisted === undefined) return moment;
  const mappings: typeof state.mappings = [];
  for (let more = true; more; ) {
    const from = mappings.length === 0 ? 0n : lastOf(mappings.at(-1)!) + 1n;
    const page = await call('recording.mappings', { session, ...place, from }, 'Reading the mappings');
    if (!page) return undefined;
    for (const mapping of page.mappings) mappings.push(mapping);
    more = page.more && page.mappings.length > 0;
  }
  return { ...moment, state: { ...state, mappings } };
}
