import type { ComparedSide, CompareSummary } from './messages.ts';
import { differenceText } from './pair-line.ts';

/** The outcome of a comparison as Markdown, to be pasted into a bug report. */
export function summaryText(summary: CompareSummary): string {
  const { left, right, functions, ignored, first, different, missing, added } = summary;
  const parts = [
    `## ${verdictLine(summary)}`,
    table(
      ['', 'left', 'right'],
      [
        ['recording', left.file, right.file],
        ['function', left.address, right.address],
        ['title', left.title, right.title],
        ['started', time(left.startedAt), time(right.startedAt)],
        ['requests', String(left.requests), String(right.requests)],
        ['with errors', String(left.errors), String(right.errors)],
      ],
    ),
    ...[left, right].flatMap(({ file, damage }) => (damage ? [`**${file} is damaged:** ${damage.message}`] : [])),
    ...[left, right].flatMap(malformedText),
    commonTable(summary),
    different + missing + added > 0 ? `### First differences\n\n${list(first.map(({ line }) => `\`${line}\``))}` : '',
    functions.length > 0
      ? `### The functions differ\n\n${list(functions.map((one) => `\`${differenceText(one)}\``))}`
      : '',
    latencyTable(summary),
    `Not compared: ${ignored.map(({ id, why }) => `${id} (${why})`).join('; ')}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** `3 of 120 requests differ: 2 errno, 1 bytes; 1 missing.` */
export function verdictLine({ total, same, different, missing, added, by }: CompareSummary): string {
  if (same === total) return `All ${total} requests are the same`;
  const kinds = Object.entries(by).map(([what, count]) => `${count} ${what}`);
  const parts = [
    different > 0 ? `${different} different (${kinds.join(', ')})` : '',
    missing > 0 ? `${missing} only on the left` : '',
    added > 0 ? `${added} only on the right` : '',
  ];
  return `${total - same} of ${total} requests differ: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Each malformed message with where it lies. */
export function malformedLines({ malformed }: ComparedSide): string[] {
  const { count = 0, first = [] } = malformed ?? {};
  const lines = first.map(({ seq, offset, message, reason }) => {
    const what = seq === undefined ? '' : `request ${seq}, `;
    return `${what}message ${message} of the chunk at byte ${offset}: ${reason}`;
  });
  return count > first.length ? [...lines, `and ${count - first.length} more`] : lines;
}

/** How many messages of a recording are malformed, and what that means; empty when none is. */
export const malformedVerdict = ({ file, malformed }: ComparedSide): string =>
  malformed ? `${file} has ${malformed.count} malformed messages, compared by their bytes:` : '';

const malformedText = (side: ComparedSide) =>
  side.malformed ? [`**${malformedVerdict(side)}**\n\n${list(malformedLines(side))}`] : [];

function commonTable({ common, commonLeftOut }: CompareSummary): string {
  if (common.length === 0) return '';
  const rows = common.map(({ kind, field, pairs, first }) => [
    ...[kind, field, String(pairs), String(first.seq)],
    ...[first.left, first.right].map((value) => value || 'none'),
  ]);
  const more = commonLeftOut > 0 ? `\n\n${commonLeftOut} more kinds of difference are left out.` : '';
  const head = ['kind', 'what differs', 'pairs', 'first at', 'left there', 'right there'];
  return `### What differs how often\n\n${table(head, rows)}${more}`;
}

function latencyTable({ left, right, latencies }: CompareSummary): string {
  if (latencies.length === 0) return '';
  const rows = latencies.map(({ kind, path = '', ...sides }) => [
    kind,
    path,
    ...[sides.left, sides.right].flatMap(({ count, p50, p99, max }) => [
      String(count),
      ...[p50, p99, max].map((ns) => (count > 0 ? us(ns) : '')),
    ]),
  ]);
  const head = ['kind', 'path', ...['left', 'right'].flatMap((side) => [side, 'p50', 'p99', 'max'])];
  const modelled = [left, right].some((side) => side.modelled) ? ' (modelled where the function is simulated)' : '';
  return `### Latencies, us${modelled}\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
const us = (ns: number) => (ns / 1000).toFixed(1);
const time = (ns: bigint) => new Date(Number(ns / 1_000_000n)).toISOString();
