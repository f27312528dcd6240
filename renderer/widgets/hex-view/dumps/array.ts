import type { DumpFormat } from './format.ts';

const COMMENTS = /\/\*.*?\*\/|\/\/[^\n]*/gs;
const BRACES = /[{[]([^{}[\]]*)[}\]]/s;
const HEX_LIST = /^(?:\s*0x[0-9a-f]{1,2}\s*(?:,|$))+\s*$/i;
const LIST = /^(?:\s*(?:0x[0-9a-f]{1,2}|[0-9]{1,3})\s*(?:,|$))+\s*$/i;
const ITEM = /0x[0-9a-f]{1,2}|[0-9]{1,3}/gi;

/** The numbers between braces, or the whole text where it has none. */
function itemsIn(text: string): string | undefined {
  const bare = text.replace(COMMENTS, ' ');
  const declared = /=\s*([{[].*)/s.exec(bare)?.[1] ?? bare;
  const body = BRACES.exec(declared)?.[1];
  if (body !== undefined) return LIST.test(body) ? body : undefined;
  return HEX_LIST.test(bare) ? bare : undefined;
}

function parse(text: string): Uint8Array | undefined {
  const values = itemsIn(text)?.match(ITEM)?.map(Number);
  return values?.every((value) => value < 256) ? Uint8Array.from(values) : undefined;
}

export const array: DumpFormat = { id: 'c', title: 'C array (xxd -i), or a list of bytes', parse };
