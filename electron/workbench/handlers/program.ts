import type { Program } from '../../contract/program.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { replaceFile } from '../files/replace-file.ts';
import { loadProgram } from '../programs/load.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'program.load' | 'program.save';

export function programHandlers({ folder, emit }: HandlerContext): Family<Methods> {
  return {
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

/** A program from a window keeps the same bounds as one from a file. */
const checked = (program: Program) => parseProgram(JSON.stringify(program), 'program');
