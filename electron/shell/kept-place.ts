import { readFileSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, type Display, screen } from 'electron';
import { type DisplayArea, type KeptPlaces, type Place, parsePlaces, placeOn, withPlace } from './window-place.ts';

const areaOf = ({ id, workArea }: Display): DisplayArea => ({ id: String(id), area: workArea });

/** Where the next window goes. @param file keeps the places. */
export function nextPlace(file: string): Place {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return placeOn(readPlaces(file), [areaOf(primary), ...others.map(areaOf)]);
}

/** Keeps where `window` stands when it closes. */
export function keepPlaceOf(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const bounds = window.getNormalBounds();
    const place = { ...bounds, maximized: window.isMaximized() };
    writePlaces(file, withPlace(readPlaces(file), String(screen.getDisplayMatching(bounds).id), place));
  });
}

function readPlaces(file: string): KeptPlaces | undefined {
  try {
    return parsePlaces(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A place that cannot be kept is only forgotten. */
function writePlaces(file: string, places: KeptPlaces): void {
  try {
    writeFileSync(file, JSON.stringify(places));
  } catch {}
}
