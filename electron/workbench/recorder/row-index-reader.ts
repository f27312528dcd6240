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

/** Reads the data of the index attachment back. Throws `damaged-file` when it is not one, or holds less than it announces. */
export function readRowIndex(data: Uint8Array): ChunkEntry[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const { head, start } = readHead(data, view);
  if (start + head.chunks * head.entryBytes > data.length) throw damaged('holds fewer entries than it announces');
  return Array.from({ length: head.chunks }, (_, n) => entryAt(view, start + n * head.entryBytes, head));
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

function entryAt(view: DataView, start: number, { fields }: Head): ChunkEntry {
  const values = new Map<string, bigint>();
  let at = start;
  for (const { name, type } of fields) {
    values.set(name, type === 'u64' ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true)));
    at += type === 'u64' ? 8 : 4;
  }
  const whole = (name: string) => values.get(name) ?? 0n;
  const number = (name: string) => Number(whole(name));
  const paths = [...values].filter(([name, rows]) => name.startsWith('path ') && rows > 0n);
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
    paths: Object.fromEntries(paths.map(([name, rows]) => [name.slice('path '.length), Number(rows)])),
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
