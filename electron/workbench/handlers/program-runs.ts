import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { Program } from '../../contract/program.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { saveResults } from '../programs/save-results.ts';
import { stepOf } from '../programs/step-of.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'program.run'
  | 'program.stop'
  | 'program.pause'
  | 'program.resume'
  | 'program.results'
  | 'program.totals'
  | 'program.step-of'
  | 'program.save-results';

/** Programs that run, and how they went. */
export function programRunHandlers({ sessions, folder, emit }: HandlerContext): Family<Methods> {
  const runOf = (session: string) => sessions.live(session).programRun;
  return {
    'program.run': ({ session, program, options }) => {
      const { run, finished } = sessions.live(session).runProgram(runnable(program), options);
      finished.catch((thrown) => emit('notice', { op: 'program.run', ...errorInfo(thrown) }));
      return { run };
    },
    'program.stop': ({ session }) => {
      sessions.live(session).stop();
      return {};
    },
    'program.pause': ({ session }) => {
      runOf(session).pause();
      return {};
    },
    'program.resume': ({ session }) => {
      runOf(session).resume();
      return {};
    },
    'program.results': ({ session, from, count, failed }) => {
      const { number: run, results } = runOf(session);
      const rows = results.page(from, count, failed);
      return failed
        ? { run, total: results.failures, first: 0, rows }
        : { run, total: results.total, first: results.first, rows };
    },
    'program.totals': ({ session }) => ({ steps: runOf(session).results.totals() }),
    'program.step-of': async ({ session, seq }) => ({ step: await stepOf(sessions.get(session), seq) }),
    'program.save-results': async ({ session, format }) => ({
      path: await saveResults(folder.exports, runOf(session), format),
    }),
  };
}

/** Nothing of a program is sent when one of its steps could never be. */
function runnable(program: Program): Program {
  checkFields(parseProgram(JSON.stringify(program), 'program'), program.name);
  return program;
}
