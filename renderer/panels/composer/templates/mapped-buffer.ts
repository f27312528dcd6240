import type { Program, Step } from '../../../../electron/contract/program.ts';
import { placedSteps } from '../../../../electron/contract/programs/steps.ts';
import type { Need, Template, Values } from './template.ts';
import { numberOf } from './values.ts';

/** Memory that the function reaches: allocated, filled with zeros, mapped. */

const toFunction = (on: string | undefined) => (on ? { on } : {});

/** The three steps; `size` and `iova` are numbers or sums with variables. */
export const mappedBuffer = ({ buffer, size, iova, on }: Values): readonly Step[] => [
  { kind: 'buffer.alloc', ...toFunction(on), buffer, size },
  { kind: 'dma.map', ...toFunction(on), buffer, iova },
];

export const mapBufferTemplate: Template = {
  id: 'map-buffer',
  title: 'Map a 64 KiB buffer',
  group: 'Memory',
  doc: 'Allocates memory and lets the function reach it at an I/O virtual address.',
  operands: [
    { name: 'buffer', type: 'name', usual: 'dmb', doc: 'Name of the memory in later steps.' },
    { name: 'size', type: 'number', usual: '0x1_0000', unit: 'bytes', step: 4096n },
    { name: 'iova', type: 'number', usual: '0x1_0000_0000', step: 4096n, doc: 'Where the function finds it.' },
    { name: 'on', type: 'function', usual: '' },
  ],
  make: (values) => {
    for (const name of ['size', 'iova']) if (!values[name]!.includes('$')) numberOf(name, values[name]!);
    return { steps: mappedBuffer(values) };
  },
};

/** What a command needs that makes the function reach `size` bytes at `iova`: a mapping there, unless the program makes one. */
export function mapNeeds({ iova, size, on }: Values, program: Program): readonly Need[] {
  const maps = [...placedSteps(program.steps)].filter(({ step }) => step.kind === 'dma.map');
  if (maps.some(({ step }) => sameNumber(String((step as Step & { iova?: unknown }).iova), iova!))) return [];
  const taken = new Set(
    [...placedSteps(program.steps)].map(({ step }) => String((step as { buffer?: unknown }).buffer)),
  );
  const buffer = free('dmb', taken);
  return [
    { what: `memory mapped at ${iova}`, steps: mappedBuffer({ buffer, size: size!, iova: iova!, on: on ?? '' }) },
  ];
}

const sameNumber = (a: string, b: string) => a.replaceAll('_', '') === b.replaceAll('_', '');

/** `dmb`, or `dmb2`, `dmb3` where the name is taken. */
function free(name: string, taken: ReadonlySet<string>): string {
  let next = name;
  for (let number = 2; taken.has(next); number++) next = `${name}${number}`;
  return next;
}
