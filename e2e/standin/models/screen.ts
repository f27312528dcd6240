import { StrictEmitter } from '../strict/strict.ts';

const AREA = { x: 0, y: 0, width: 1920, height: 1080 };
const DISPLAY = {
  id: 1,
  label: 'stand-in',
  bounds: AREA,
  workArea: AREA,
  workAreaSize: AREA,
  size: AREA,
  scaleFactor: 1,
};

/** One display of 1920 by 1080. */
export class Screen extends StrictEmitter {
  static override readonly events = ['display-added', 'display-removed', 'display-metrics-changed'];

  getAllDisplays() {
    return [DISPLAY];
  }

  getPrimaryDisplay() {
    return DISPLAY;
  }

  getDisplayMatching(_rect: { x: number; y: number; width: number; height: number }) {
    return DISPLAY;
  }
}
