/** What a lost connection cost. */
export interface Missed {
  readonly awayMs: number;
  readonly wasArmed: boolean;
  readonly mappings: number;
  readonly buffers: number;
  /** Name of the burst or program that ended with it. */
  readonly stopped?: string;
  /** Kinds of the requests whose answer did not come. */
  readonly unanswered: readonly string[];
}

/** What a lost connection cost, in sentences. */
export function missedSentences({ awayMs, wasArmed, mappings, buffers, stopped, unanswered }: Missed): string {
  const released = [counted(mappings, 'mapping'), counted(buffers, 'buffer')].filter((part) => part !== undefined);
  return [
    `The connection was away for ${(awayMs / 1000).toFixed(1)} s; the function was opened again, read-only${wasArmed ? ' and disarmed' : ''}.`,
    released.length > 0 ? `Released meanwhile: ${released.join(' and ')}.` : 'No mappings and no buffers were lost.',
    'Interrupts and whatever else the function did meanwhile were not seen.',
    ...(stopped ? [`Stopped: ${stopped}.`] : []),
    ...(unanswered.length > 0
      ? [`Without an answer: ${unanswered.join(', ')}. Whether it reached the function is not known.`]
      : []),
  ].join(' ');
}

const counted = (count: number, what: string) =>
  count === 0 ? undefined : `${count} ${what}${count === 1 ? '' : 's'}`;
