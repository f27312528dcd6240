import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DisplayArea, parsePlaces, placeOn, withPlace } from './window-place.ts';

const laptop: DisplayArea = { id: '1', area: { x: 0, y: 25, width: 1280, height: 775 } };
const desk: DisplayArea = { id: '2', area: { x: 1280, y: -200, width: 2560, height: 1440 } };
const atDesk = { x: 1500, y: 0, width: 1600, height: 1000, maximized: false };

describe('the place of the window', () => {
  test('is the middle of the main display the first time, no larger than it', () => {
    expect(placeOn(undefined, [laptop])).toEqual({ x: 0, y: 25, width: 1280, height: 775, maximized: false });
    expect(placeOn(undefined, [desk])).toMatchObject({ x: 1840, y: 70, width: 1440, height: 900 });
  });

  test('is where it was on its display, and on another display where it was there', () => {
    const onLaptop = { x: 100, y: 100, width: 800, height: 600, maximized: true };
    const kept = withPlace(withPlace(undefined, '1', onLaptop), '2', atDesk);
    expect(placeOn(kept, [laptop, desk])).toEqual(atDesk);
    expect(placeOn(kept, [laptop])).toEqual(onLaptop);
  });

  const area = fc.record({
    x: fc.integer({ min: -9999, max: 9999 }),
    y: fc.integer({ min: -9999, max: 9999 }),
    width: fc.integer({ min: 300, max: 9999 }),
    height: fc.integer({ min: 300, max: 9999 }),
  });
  const place = fc.record({
    x: fc.maxSafeInteger(),
    y: fc.maxSafeInteger(),
    width: fc.maxSafeInteger(),
    height: fc.maxSafeInteger(),
    maximized: fc.boolean(),
  });

  test('is never off the screen, whatever was kept', () => {
    fc.assert(
      fc.property(area, place, (screen, kept) => {
        const { x, y, width, height } = placeOn(withPlace(undefined, 'a', kept), [{ id: 'a', area: screen }]);
        expect(x).toBeGreaterThanOrEqual(screen.x);
        expect(y).toBeGreaterThanOrEqual(screen.y);
        expect(x + width).toBeLessThanOrEqual(screen.x + screen.width);
        expect(y + height).toBeLessThanOrEqual(screen.y + screen.height);
      }),
    );
  });
});

describe('the kept places', () => {
  test('survive being written and read', () => {
    const kept = withPlace(undefined, '2', atDesk);
    expect(parsePlaces(JSON.stringify(kept))).toEqual(kept);
  });

  test.each([
    '',
    'null',
    '[]',
    '{"last":1,"places":{}}',
    '{"last":"1","places":{"1":{"x":0.5}}}',
  ])('that are damaged are none: %s', (text) => expect(parsePlaces(text)).toBeUndefined());

  test('any text is read without complaint', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parsePlaces(text)));
  });

  test('do not grow without end', () => {
    const many = Array.from({ length: 40 }, (_, i) => `${i}`).reduce<ReturnType<typeof withPlace> | undefined>(
      (kept, id) => withPlace(kept, id, atDesk),
      undefined,
    );
    expect(Object.keys(many!.places)).toHaveLength(16);
  });
});
