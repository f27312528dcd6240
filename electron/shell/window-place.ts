import * as z from 'zod';

/** Where the window stands, kept for every display, so that a laptop finds its place again at the desk and away from it. */

const placeSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  maximized: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;

const keptSchema = z.strictObject({ last: z.string(), places: z.record(z.string(), placeSchema) });
export type KeptPlaces = z.infer<typeof keptSchema>;

export interface DisplayArea {
  readonly id: string;
  /** The part that windows may use. */
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const FIRST_SIZE = { width: 1440, height: 900 };
const LEAST_SIZE = { width: 640, height: 480 };
const MOST_DISPLAYS = 16;

/** What was kept; anything that is not exactly that is nothing. */
export function parsePlaces(text: string): KeptPlaces | undefined {
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @param displays at least one, the main one first. The place lies on one of them altogether. */
export function placeOn(kept: KeptPlaces | undefined, displays: readonly [DisplayArea, ...DisplayArea[]]): Place {
  const { id, area } = displays.find((display) => display.id === kept?.last) ?? displays[0];
  const place = kept && Object.hasOwn(kept.places, id) ? kept.places[id] : undefined;
  const [x, width] = stretch(place?.x, place?.width ?? FIRST_SIZE.width, LEAST_SIZE.width, area.x, area.width);
  const [y, height] = stretch(place?.y, place?.height ?? FIRST_SIZE.height, LEAST_SIZE.height, area.y, area.height);
  return { x, y, width, height, maximized: place?.maximized ?? false };
}

/** Adds a place, that of `display` being the last; the oldest displays are forgotten. */
export function withPlace(kept: KeptPlaces | undefined, display: string, place: Place): KeptPlaces {
  const others = Object.entries(kept?.places ?? {}).filter(([id]) => id !== display);
  return { last: display, places: Object.fromEntries([...others, [display, place]].slice(-MOST_DISPLAYS)) };
}

/** Start and length of a stretch within `room` from `from`: no shorter than `least`, in the middle when nobody said where. */
function stretch(
  start: number | undefined,
  length: number,
  least: number,
  from: number,
  room: number,
): [number, number] {
  const fitting = Math.min(Math.max(length, least), room);
  const middle = from + Math.floor((room - fitting) / 2);
  return [Math.min(Math.max(start ?? middle, from), from + room - fitting), fitting];
}
