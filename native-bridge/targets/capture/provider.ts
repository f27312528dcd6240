import type { TargetProvider } from '../target.ts';
import { CaptureTarget } from './capture-target.ts';
import { readCapture } from './read-capture.ts';

/** `capture:FILE`: a saved snapshot to look at. Files are found by whoever keeps them, so none are listed here. */
export const captureProvider: TargetProvider = {
  scheme: 'capture',
  list: async () => [],
  open: async (file) => new CaptureTarget(await readCapture(file)),
};
