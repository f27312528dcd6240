import { type IsmCommandName, ismCommands, ismOperands } from '../../../../native-bridge/abi/ism/commands.ts';
import type { FieldSpec } from '../../../../native-bridge/abi/types.ts';
import { bitsOf, commandSteps, savedAnswers } from './ism-steps.ts';
import { mapNeeds } from './mapped-buffer.ts';
import type { Operand, Template } from './template.ts';
import { variableNeeds } from './variable-needs.ts';

/** Every ISM command as a form: its operands, and the steps that run it and load its answer. */

/** What the operands of the commands begin as. */
const USUAL: Readonly<Record<string, string>> = {
  sba: '0x1_0000_0000',
  ieq: '0x1_0000_0000',
  ieq_len: '0x1000',
  dmb: '0x1_0000_0000',
  dmb_len: '0x1_0000',
  sba_idx: '64',
  dmb_tok: '$token',
  rgid: '$gid',
  vlan_id: '1',
};

/** Operands that are I/O virtual addresses: the function reaches memory there, with the operand that says how much. */
const IOVAS: Readonly<Record<string, string | undefined>> = { sba: undefined, ieq: 'ieq_len', dmb: 'dmb_len' };

const DOCS: Readonly<Record<IsmCommandName, string>> = {
  REG_SBA: 'Registers the status block, in which the function sets bits when DMBs are written.',
  REG_IEQ: 'Registers the event queue.',
  READ_GID: "Asks the function's global id, which others name it by.",
  ADD_VLAN: 'Joins a VLAN.',
  DEL_VLAN: 'Leaves a VLAN.',
  SET_VLAN: 'Requires VLANs from now on.',
  RESET_VLAN: 'Requires VLANs no longer.',
  QUERY_INFO: 'Asks what the function is and what is registered with it.',
  QUERY_RGID: 'Asks whether another function can be reached.',
  REG_DMB: 'Lets one other function store into a buffer; the answer is the token it stores with.',
  UNREG_DMB: 'Takes a DMB back.',
  SIGNAL_IEQ: 'Puts an event into the event queue of another function.',
  UNREG_SBA: 'Takes the status block back.',
  UNREG_IEQ: 'Takes the event queue back.',
};

const ON: Operand = { name: 'on', type: 'function', usual: '', doc: 'The function that gets the command.' };

function operandOf({ name, show, type, doc }: FieldSpec): Operand {
  const unit = show === 'size' ? 'bytes' : undefined;
  const bits = bitsOf({ type });
  const step = name in IOVAS || unit ? 4096n : 1n;
  return { name, type: 'number', usual: USUAL[name] ?? '0', bits, unit, step, doc };
}

const isAsked = ({ reserved }: FieldSpec) => !reserved;

function commandTemplate(name: IsmCommandName): Template {
  const operands = ismOperands(name).filter(isAsked).map(operandOf);
  const iovas = operands.filter((operand) => operand.name in IOVAS);
  const saved = savedAnswers[name];
  const save: Operand[] = saved
    ? [{ name: 'save', type: 'name', usual: saved.name, doc: 'Variable that keeps the answer for later steps.' }]
    : [];
  return {
    id: `ism-${name.toLowerCase().replaceAll('_', '-')}`,
    title: `ISM command ${name}`,
    group: 'ISM commands',
    doc: DOCS[name],
    operands: [...operands, ...save, ON],
    make: (values) => ({ steps: commandSteps(name, values) }),
    needs: (values, program) => [
      ...iovas.flatMap((operand) =>
        mapNeeds(
          { iova: values[operand.name]!, size: values[IOVAS[operand.name] ?? ''] ?? '0x1000', on: values.on ?? '' },
          program,
        ),
      ),
      ...variableNeeds(operands, values, program),
    ],
  };
}

export const ismTemplates: readonly Template[] = (Object.keys(ismCommands) as IsmCommandName[]).map(commandTemplate);
