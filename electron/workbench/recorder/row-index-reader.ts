import * as z from 'zod';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { type ChunkEntry, ROW_INDEX } from './row-index.ts';

const headSchema = z.object({
  version: z.literal(ROW_INDEX.version),
  chunks: z.int().min(0),
  entryBytes: z.int().min(1).max(4096),
  fields: z.array(z.object({ name: z.string(), type: z.enum(['u32', 'u64']) })).max(256),
});
type Head = z.infer<typeof headSchema>;

/** The index of a recording: its entries are made as they are asked for, from 76 bytes each. */
export interface RowIndex {
  readonly chunks: number;
  entries(): Iterable<ChunkEntry>;
}

/** Reads the data of the index attachment back. Throws `damaged-file` when it is not one, or holds less than it announces. */
export function readRowIndex(data: Uint8Array): RowIndex {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const { head, start } = readHead(data, view);
  const { chunks, entryBytes } = head;
  if (start + chunks * entryBytes > data.length) throw damaged('holds fewer entries than it announces');
  const fields = fieldsOf(head);
  return {
    chunks,
    *entries() {
      for (let n = 0; n < chunks; n++) yield entryAt(view, start + n * entryBytes, fields);
    },
  };
}

function readHead(data: Uint8Array, view: DataView): { head: Head; start: number } {
  const length = data.length < 4 ? Number.POSITIVE_INFINITY : view.getUint32(0, true);
  if (4 + length > data.length) throw damaged('ends inside its head');
  const head = headSchema.safeParse(jsonOf(data.subarray(4, 4 + length)));
  if (!head.success) throw damaged('has a head that makes no sense');
  const fieldBytes = head.data.fields.reduce((sum, { type }) => sum + (type === 'u64' ? 8 : 4), 0);
  if (fieldBytes > head.data.entryBytes) throw damaged('has entries shorter than their fields');
  return { head: head.data, start: 4 + length };
}

/** Reads a field from the entry that begins at a place of the view. */
type Read = (view: DataView, entry: number) => bigint;

/** Where in an entry each field is. */
function fieldsOf({ fields }: Head): ReadonlyMap<string, Read> {
  let at = 0;
  const reads = fields.map(({ name, type }): [string, Read] => {
    const place = at;
    at += type === 'u64' ? 8 : 4;
    if (type === 'u64') return [name, (view, entry) => view.getBigUint64(entry + place, true)];
    return [name, (view, entry) => BigInt(view.getUint32(entry + place, true))];
  });
  return new Map(reads);
}

function entryAt(view: DataView, start: number, fields: ReadonlyMap<string, Read>): ChunkEntry {
  const whole = (name: string) => fields.get(name)?.(view, start) ?? 0n;
  const number = (name: string) => Number(whole(name));
  const paths: Record<string, number> = {};
  for (const name of fields.keys())
    if (name.startsWith('path ') && number(name) > 0) paths[name.slice('path '.length)] = number(name);
  return {
    offset: number('offset'),
    length: number('length'),
    rows: number('rows'),
    errors: number('errors'),
    changes: number('changes'),
    topics: number('topics'),
    bytes: whole('bytes'),
    startNs: whole('startNs'),
    endNs: whole('endNs'),
    configFrom: number('configFrom'),
    configTo: number('configTo'),
    paths,
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const damaged = (what: string) =>
  new WorkbenchError({ code: 'damaged-file', message: `The index of the recording ${what}.` });
