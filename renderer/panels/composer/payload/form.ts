import type { Variables } from '../../../../electron/contract/programs/expression.ts';
import {
  isFill,
  resolveFill,
  type WrittenBytes,
  type WrittenFill,
} from '../../../../electron/contract/programs/payload.ts';
import { parseHex, toHex } from '../../../../native-bridge/abi/hex.ts';
import { type FillPattern, fillBytes, fillSchemas } from '../../../../native-bridge/contract/fills.ts';
import { begun, type FieldForm, fieldsOf } from '../fields.ts';

/** The three ways a payload is written: its bytes, a fill that describes them, or hex with variables in it. */

export type PayloadForm = 'bytes' | 'fill' | 'text';

/** The form a value is in: text that is hex is bytes. */
export const formOf = (value: unknown): PayloadForm =>
  isFill(value) ? 'fill' : parseHex(String(value ?? '')) ? 'bytes' : 'text';

/** Parameters of a pattern as a form knows them. */
export const parametersOf = (pattern: string): readonly FieldForm[] => {
  const schema = fillSchemas.get(pattern as FillPattern);
  return schema ? fieldsOf(schema) : [];
};

/** What the parameters of a fill begin as. */
const USUAL: Readonly<Record<string, unknown>> = { value: '0x5a', seed: '1', data: '00' };

/** A fill of this pattern; parameters of the old one stay where the new one has them too. */
export function withPattern(old: Readonly<Record<string, unknown>>, pattern: string): Record<string, unknown> {
  const parameters = parametersOf(pattern);
  const kept = parameters.flatMap(({ name }) => {
    const value = old[name] ?? USUAL[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return begun(parameters, { pattern, ...Object.fromEntries(kept) });
}

/** Bytes of a payload, as far as they are known now; undefined when they depend on an answer or it is not complete. */
export function bytesOf(value: unknown, variables: () => Variables): Uint8Array | undefined {
  if (!isFill(value)) return parseHex(String(value ?? ''));
  try {
    const { fill, length } = resolveFill(value, variables());
    return fillBytes(fill, length);
  } catch {
    return undefined;
  }
}

/** The value in another form; bytes that are not known yet become none. */
export function asForm(value: unknown, form: PayloadForm, variables: () => Variables): WrittenBytes {
  if (form === 'text') return typeof value === 'string' ? value : toHex(bytesOf(value, variables) ?? new Uint8Array());
  const bytes = bytesOf(value, variables) ?? new Uint8Array();
  if (form === 'bytes') return toHex(bytes);
  return { ...(withPattern({}, 'counter') as WrittenFill), length: bytes.length };
}
