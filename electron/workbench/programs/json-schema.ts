import * as z from 'zod';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import { programSchema } from '../../contract/program.ts';

type Json = Record<string, unknown>;

/** What a number may be written as beside a number. */
const EXPRESSION = { type: 'string', description: 'A number as text (0x20), or a sum with variables ($token + 0x100)' };

/** Shared pieces of request schemas, as a program writes them. */
const DEFINITIONS: Json = {
  u64: {
    type: ['integer', 'string'],
    description: 'Unsigned 64-bit number: an integer, "0x1_0000_0000", or a sum with variables',
  },
  u32: {
    type: ['integer', 'string'],
    description: 'Unsigned 32-bit number: an integer, "0x20", or a sum with variables',
  },
  bytes: {
    anyOf: [
      {
        type: 'string',
        description: 'Bytes as hex; blanks are ignored, "$name:u32be" puts in a variable (u64be when left out)',
      },
      { $ref: '#/$defs/fill' },
    ],
  },
};

/** JSON Schema of program files, for editors: every step kind with its own fields. Generated, never edited. */
export function programJsonSchema(): Json {
  const program = z.toJSONSchema(programSchema, { io: 'input', unrepresentable: 'any' });
  const {
    __schema0: step,
    fill,
    expect,
  } = program.$defs as Record<'fill' | 'expect', Json> & {
    __schema0: { anyOf: Json[] };
  };
  const [request, ...others] = step.anyOf as [Json, ...Json[]];
  const { kind: _kind, ...common } = request.properties as Json;
  const steps = { anyOf: [...requestKinds.map((kind) => requestStep(kind, common)), ...others] };
  const whole = { ...program, title: 'zPCI Workbench program', $defs: { ...DEFINITIONS, fill, expect, step: steps } };
  return JSON.parse(JSON.stringify(whole).replaceAll('#/$defs/__schema0', '#/$defs/step'));
}

function requestStep({ schema, title, doc }: (typeof requestKinds)[number], common: Json): Json {
  const {
    $schema: _schema,
    $defs: _defs,
    properties,
    ...rest
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return { title, description: doc, ...rest, properties: { ...(withExpressions(properties) as Json), ...common } };
}

/** Lets every integer be written as an expression too. */
function withExpressions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExpressions);
  if (value === null || typeof value !== 'object') return value;
  if ((value as Json).type === 'integer') return { anyOf: [value, EXPRESSION] };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withExpressions(inner)]));
}
