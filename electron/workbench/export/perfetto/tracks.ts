import { type Track, trackPacket } from './packets.ts';

/** Side by side at most; only a forged recording has more at a time, and then slices share. */
const MAX_LANES = 64;

/** The tracks of a trace, each told once, before its first event. */
export class Tracks {
  readonly #known = new Map<string, number>();
  readonly #lanes = new Map<string, { readonly uuid: number; endNs: bigint }[]>();
  #last = 0;

  /** Number of a track, and the packet that tells it when it is new. */
  track(name: string, more: Omit<Track, 'uuid' | 'name'> = {}): { uuid: number; packets: Uint8Array[] } {
    const known = this.#known.get(name);
    if (known !== undefined) return { uuid: known, packets: [] };
    const uuid = ++this.#last;
    this.#known.set(name, uuid);
    return { uuid, packets: [trackPacket({ uuid, name, ...more })] };
  }

  /** A track of that name on which nothing else happens from `atNs` to `endNs`: slices that overlap go side by side, never into each other. */
  lane(name: string, parent: number, atNs: bigint, endNs: bigint): { uuid: number; packets: Uint8Array[] } {
    const lanes = this.#lanes.get(name) ?? [];
    this.#lanes.set(name, lanes);
    const free = lanes.find((lane) => lane.endNs <= atNs) ?? (lanes.length < MAX_LANES ? undefined : lanes[0]);
    if (free) {
      free.endNs = endNs;
      return { uuid: free.uuid, packets: [] };
    }
    const uuid = ++this.#last;
    lanes.push({ uuid, endNs });
    return { uuid, packets: [trackPacket({ uuid, name, parent })] };
  }
}
