import type { Step } from '../../../../electron/contract/program.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import {
  ISM_COMMAND_SPACE,
  ISM_HEADER_BYTES,
  type IsmCommandName,
  ismCommands,
  ismHeader,
  ismOperands,
} from '../../../../native-bridge/abi/ism/commands.ts';
import type { FieldSpec } from '../../../../native-bridge/abi/types.ts';
import type { Values } from './template.ts';
import { digitsOf } from './values.ts';

/** The steps that run an ISM command and load its answer. */

const WORD = 8;
export const bitsOf = ({ type }: Pick<FieldSpec, 'type'>) => (type === 'u64' ? 64 : type === 'u16' ? 16 : 32);

/** Answers that later steps need: the variable, and the field it is taken from. */
export const savedAnswers: Readonly<Partial<Record<IsmCommandName, { readonly name: string; readonly at: number }>>> = {
  READ_GID: { name: 'gid', at: 8 },
  REG_DMB: { name: 'token', at: 8 },
};

/** Everything behind the header as payload text, reserved fields zero; empty for a command without operands. */
export const bodyText = (name: IsmCommandName, values: Values): string =>
  ismOperands(name)
    .map((field) => digitsOf(field.name, field.reserved ? '0' : values[field.name]!, bitsOf(field)))
    .join(' ');

const toFunction = (on: string | undefined) => (on ? { on } : {});

const hexOffset = (offset: number) => `0x${offset.toString(16)}`;

function stores(name: IsmCommandName, values: Values): readonly Step[] {
  const to = { ...toFunction(values.on), space: ISM_COMMAND_SPACE };
  const body = bodyText(name, values);
  const header: Step = {
    kind: 'pcistb',
    name: `${name}: header, starts the command`,
    ...to,
    offset: '0x0',
    data: toHex(ismHeader(name)),
  };
  if (body === '') return [header];
  return [
    { kind: 'pcistb', name: `${name}: operands`, ...to, offset: hexOffset(ISM_HEADER_BYTES), data: body },
    header,
  ];
}

/** The answer in doublewords upward: first the header, which must tell of no error, then the rest. */
function loads(name: IsmCommandName, { on, save }: Values): readonly Step[] {
  const { code, response } = ismCommands[name];
  const digits = (value: number, width: number) => value.toString(16).padStart(2 * width, '0');
  const header = `${digits(code, 4)}${digits(0, 2)}${digits(response.size, 2)}`;
  const saved = savedAnswers[name];
  return Array.from({ length: response.size / WORD }, (_, index): Step => {
    const keeps = saved && save && saved.at === index * WORD;
    return {
      kind: 'pcilg',
      name: index === 0 ? `${name}: answer header` : `${name}: ${fieldsAt(name, index * WORD)}`,
      ...toFunction(on),
      space: ISM_COMMAND_SPACE,
      offset: hexOffset(index * WORD),
      length: WORD,
      ...(index === 0 ? { expect: { data: header } } : {}),
      ...(keeps ? { save: [{ name: save, at: 0, type: 'u64be' as const }] } : {}),
    };
  });
}

/** Names of the answered fields in the doubleword at `at`. */
function fieldsAt(name: IsmCommandName, at: number): string {
  const { fields, list } = ismCommands[name].response;
  const inside = fields.filter(({ offset, reserved }) => !reserved && offset >= at && offset < at + WORD);
  const names = inside.map((field) => field.name);
  return [...names, ...(list && at + WORD > list.offset ? [`${list.name} list`] : [])].join(', ') || 'reserved';
}

/** The steps of one command with its operands as typed. */
export const commandSteps = (name: IsmCommandName, values: Values): readonly Step[] => [
  ...stores(name, values),
  ...loads(name, values),
];
