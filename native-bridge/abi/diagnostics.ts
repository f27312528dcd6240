import { hexNumber } from './hex.ts';
import { listCount } from './place.ts';
import type { Diagnostic, DiagnosticCode, FieldValues, Layout } from './types.ts';

/** What decoding finds wrong, and how bad each finding is. */

const SEVERITY: Readonly<Record<DiagnosticCode, Diagnostic['severity']>> = {
  loop: 'error',
  'offset-past-end': 'error',
  misaligned: 'error',
  'offset-in-fixed': 'error',
  'truncated-header': 'error',
  'truncated-cap': 'error',
  'size-exceeds': 'error',
  'count-exceeds': 'error',
  'flag-without-offset': 'error',
  'range-inverted': 'error',
  'short-fixed': 'error',
  'offset-without-flag': 'warning',
  'argsz-exceeds-buffer': 'warning',
  'too-many': 'warning',
  'unknown-id': 'info',
  'newer-version': 'info',
  'spare-bytes': 'info',
  'short-answer': 'info',
};

export const diagnostic = (code: DiagnosticCode, offset: number, message: string, id?: number): Diagnostic => ({
  code,
  severity: SEVERITY[code],
  offset,
  ...(id === undefined ? {} : { id }),
  message,
});

/** Findings inside one structure or capability at [base, end): lengths and counts beyond the room, ranges upside down. */
export function contentDiagnostics(
  layout: Layout,
  values: FieldValues,
  base: number,
  end: number,
  id?: number,
): Diagnostic[] {
  return [...lengthDiagnostics(layout, values, base, end, id), ...listDiagnostics(layout, values, base, end, id)];
}

function lengthDiagnostics(layout: Layout, values: FieldValues, base: number, end: number, id?: number): Diagnostic[] {
  return layout.fields.flatMap(({ name, offset, lengthFrom }) => {
    const room = end - base - offset;
    const declared = Number(values[lengthFrom ?? ''] ?? 0);
    if (!lengthFrom || declared <= room) return [];
    return [diagnostic('size-exceeds', base, `${lengthFrom} says ${declared} bytes, ${name} has room for ${room}`, id)];
  });
}

function listDiagnostics(layout: Layout, values: FieldValues, base: number, end: number, id?: number): Diagnostic[] {
  const { list } = layout;
  if (!list) return [];
  const declared = Number(values[list.countFrom] ?? 0);
  const room = Math.max(0, Math.floor((end - base - list.offset) / list.element.size));
  const shown = listCount(list, base, end, values);
  const found: Diagnostic[] = [];
  if (declared > room)
    found.push(diagnostic('count-exceeds', base, `${list.countFrom} says ${declared}, there is room for ${room}`, id));
  if (shown < Math.min(declared, room))
    found.push(diagnostic('too-many', base, `${list.name}: the first ${shown} of ${declared} are decoded`, id));
  return [...found, ...invertedRanges(layout, values, base, id)];
}

function invertedRanges({ list }: Layout, values: FieldValues, base: number, id?: number): Diagnostic[] {
  if (!list?.ordered) return [];
  const [first, last] = list.ordered;
  const elements = (values[list.name] ?? []) as readonly Readonly<Record<string, bigint>>[];
  return elements.flatMap((element, index) => {
    const [low, high] = [element[first]!, element[last]!];
    if (low <= high) return [];
    const at = base + list.offset + index * list.element.size;
    const text = `${first} ${hexNumber(low)} lies above ${last} ${hexNumber(high)}`;
    return [diagnostic('range-inverted', at, text, id)];
  });
}
