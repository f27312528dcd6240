import type { CliCommand } from '../command.ts';
import { bridge } from './bridge.ts';
import { burst } from './burst.ts';
import { capture } from './capture.ts';
import { check } from './check.ts';
import { decode } from './decode.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { export_ } from './export.ts';
import { inspect } from './inspect.ts';
import { recover } from './recover.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';
import { serve } from './serve.ts';
import { show } from './show.ts';
import { targets } from './targets.ts';
import { verify } from './verify.ts';

/** Every command, in the order help lists them. */
export const commands: readonly CliCommand[] = [
  targets,
  doctor,
  inspect,
  capture,
  decode,
  check,
  run,
  burst,
  show,
  replay,
  diff,
  verify,
  recover,
  export_,
  serve,
  bridge,
];
