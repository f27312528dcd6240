import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { Program } from '../../contract/program.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { replaceFile } from '../files/replace-file.ts';
import { loadProgram } from '../programs/load.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'program.run' | 'program.stop' | 'program.load' | 'program.save';

export function programHandlers({ sessions, folder, emit }: HandlerContext): Family<Methods> {
  return {
    'program.run': ({ session, program }) => {
      const { run, finished } = sessions.live(session).runProgram(runnable(program));
      finished.catch((thrown) => emit('notice', { op: 'program.run', ...errorInfo(thrown) }));
      return { run };
    },
    'program.stop': ({ session }) => {
      sessions.live(session).stop();
      return {};
    },
    'program.load': async ({ path }) => ({ program: await loadProgram(await folder.confine(path)) }),
    'program.save': async ({ name, program, path: chosen }) => {
      const text = `${JSON.stringify(checked(program), null, 2)}\n`;
      const path = chosen ?? (await folder.programPath(name));
      await (chosen ? folder.saveChosen(path, text) : replaceFile(path, text));
      emit('files.changed', {});
      return { path };
    },
  };
}

/** Nothing of a program is sent when one of its steps could never be. */
function runnable(program: Program): Program {
  checkFields(checked(program), program.name);
  return program;
}

/** A program from a window keeps the same bounds as one from a file. */
const checked = (program: Program) => parseProgram(JSON.stringify(program), 'program');
