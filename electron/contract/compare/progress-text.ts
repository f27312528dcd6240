import type { CompareProgress } from './messages.ts';

const DOING: Readonly<Record<CompareProgress['phase'], string>> = {
  reading: 'Reading both recordings',
  aligning: 'Aligning their requests',
  looking: 'Looking into what differs',
};

/** How far a comparison is: `Reading both recordings, 40 %`. */
export function progressText({ phase, done, total }: CompareProgress): string {
  const share = total > 0 ? `, ${Math.floor((100 * done) / total)} %` : '';
  return `${DOING[phase]}${share}`;
}
