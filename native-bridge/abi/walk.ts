import { diagnostic } from './diagnostics.ts';
import type { Diagnostic, DiagnosticCode } from './types.ts';

/** The one bounded, cycle-safe walk along linked capabilities: VFIO info chains and PCI capability lists. */

/** More links than any device has; a longer chain is cut and reported. */
export const MAX_LINKS = 256;

export interface ChainBounds {
  /** Lowest offset a link may have: below it lie the fixed fields. */
  readonly floor: number;
  /** First byte that is not there. */
  readonly limit: number;
  readonly headerSize: number;
  readonly alignment: number;
}

export interface Link {
  readonly id: number;
  readonly version: number;
  /** Offset of the next link; 0 ends the chain. */
  readonly next: number;
}

/** A link with its place; `end` is the next higher link or the limit, whichever comes first. */
export interface PlacedLink extends Link {
  readonly offset: number;
  readonly end: number;
}

export interface Walk {
  /** Links in chain order. */
  readonly links: readonly PlacedLink[];
  /** Why the walk stopped before the chain's end. */
  readonly broken?: { readonly code: DiagnosticCode; readonly offset: number };
}

/** Follows the chain from `first` (0 = empty) and stops at the first link that cannot be read. */
export function walkChain(first: number, bounds: ChainBounds, read: (offset: number) => Link): Walk {
  const links = new Map<number, Link>();
  let offset = first;
  while (offset !== 0) {
    const code = refusal(offset, bounds, links);
    if (code) return { links: withEnds(links, bounds.limit), broken: { code, offset } };
    const link = read(offset);
    links.set(offset, link);
    offset = link.next;
  }
  return { links: withEnds(links, bounds.limit) };
}

function refusal(
  offset: number,
  { floor, limit, headerSize, alignment }: ChainBounds,
  seen: ReadonlyMap<number, Link>,
): DiagnosticCode | undefined {
  if (seen.has(offset)) return 'loop';
  if (offset < floor) return 'offset-in-fixed';
  if (offset % alignment !== 0) return 'misaligned';
  if (offset >= limit) return 'offset-past-end';
  if (offset + headerSize > limit) return 'truncated-header';
  return seen.size >= MAX_LINKS ? 'too-many' : undefined;
}

function withEnds(links: ReadonlyMap<number, Link>, limit: number): PlacedLink[] {
  const ends = new Map<number, number>();
  const sorted = [...links.keys()].sort((a, b) => a - b);
  for (const [index, offset] of sorted.entries()) ends.set(offset, sorted[index + 1] ?? limit);
  return [...links].map(([offset, link]) => ({ ...link, offset, end: ends.get(offset)! }));
}

const WORDS: Partial<Record<DiagnosticCode, string>> = {
  loop: 'the chain comes back to a capability already seen',
  'offset-in-fixed': 'the pointer leads into the fixed fields',
  misaligned: 'the pointer is not aligned',
  'offset-past-end': 'the pointer leads behind the end',
  'truncated-header': 'the end cuts the capability header',
  'too-many': `the chain has more than ${MAX_LINKS} capabilities`,
};

/** Why the walk stopped before the chain's end, if it did. */
export const walkDiagnostics = ({ broken }: Walk): Diagnostic[] =>
  broken ? [diagnostic(broken.code, broken.offset, `${WORDS[broken.code]}: offset ${broken.offset}`)] : [];
