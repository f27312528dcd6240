import type { Step } from '../../../electron/contract/program.ts';

/** One line that tells a step apart from its neighbours: where it goes and how much it moves. */
export function stepText(step: Step): string {
  const { space, region, offset, length, data, buffer, iova, size, count, ms, index } = step as Record<string, unknown>;
  const bytes = typeof data === 'string' ? Math.ceil(data.replace(/\s/g, '').length / 2) : length;
  const parts = [
    space !== undefined && `space ${space}`,
    region !== undefined && `region ${region}`,
    index !== undefined && `index ${index}`,
    buffer,
    offset !== undefined && `@${offset}`,
    iova !== undefined && `@${iova}`,
    (bytes ?? size) !== undefined && `${bytes ?? size} B`,
    count !== undefined && `× ${count}`,
    ms !== undefined && `${ms} ms`,
  ];
  return parts.filter(Boolean).join(' ');
}
