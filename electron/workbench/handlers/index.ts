import { burstHandlers } from './burst.ts';
import { collectionHandlers } from './collections.ts';
import { compareHandlers } from './compare.ts';
import type { AppHandlers, HandlerContext } from './context.ts';
import { doctorHandlers } from './doctor.ts';
import { exportHandlers } from './export.ts';
import { fileHandlers } from './files.ts';
import { generalHandlers } from './general.ts';
import { hostHandlers } from './hosts.ts';
import { measurementHandlers } from './measurement.ts';
import { programHandlers } from './program.ts';
import { programRunHandlers } from './program-runs.ts';
import { recordingHandlers } from './recording.ts';
import { replayHandlers } from './replay.ts';
import { rowHandlers } from './rows.ts';
import { sessionHandlers } from './session.ts';
import { twoPathsHandlers } from './two-paths.ts';

/** One handler a method of the app contract, by family. */
export function appHandlers(context: HandlerContext): AppHandlers {
  return {
    ...generalHandlers(context),
    ...sessionHandlers(context),
    ...burstHandlers(context),
    ...twoPathsHandlers(context),
    ...measurementHandlers(context),
    ...programHandlers(context),
    ...programRunHandlers(context),
    ...collectionHandlers(context),
    ...recordingHandlers(context),
    ...replayHandlers(context),
    ...compareHandlers(context),
    ...rowHandlers(context),
    ...exportHandlers(context),
    ...fileHandlers(context),
    ...hostHandlers(context),
    ...doctorHandlers(context),
  };
}
