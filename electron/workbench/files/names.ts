import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** File kinds of the workbench folder: where each lives and how its names end. */
export const FILE_KINDS = {
  recording: { folder: 'recordings', ending: '.mcap' },
  capture: { folder: 'captures', ending: '.json' },
  program: { folder: 'programs', ending: '.zpci.json' },
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** A name that is only a name: letters, digits, `. _ -`; no folders, nothing hidden, at most 120 characters. */
export function safeName(text: string): string {
  const base = text.split(/[/\\]/).at(-1) ?? '';
  const name = base
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-120);
  if (name !== '') return name;
  throw new WorkbenchError({
    code: 'bad-request',
    message: `"${text}" is not a file name.`,
    next: 'Choose another name.',
  });
}

/** What kind of file a name says it is; programs end in `.zpci.json`, other JSON files are captures. */
export function kindOf(name: string): FileKind | undefined {
  const kinds: FileKind[] = ['program', 'recording', 'capture'];
  return kinds.find((kind) => name.endsWith(FILE_KINDS[kind].ending));
}

export const noFileOfOurs = (name: string) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `${name} is neither a recording (.mcap), a capture (.json) nor a program (.zpci.json).`,
    next: 'Choose another file.',
  });

/** `20260131-094500-sim-ism` for a target at a moment, local time. */
export function stampedName(address: string, at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  const target = safeName(
    address
      .replace(/\?.*$/, '')
      .replace(/\.json$/, '')
      .replaceAll(':', '-'),
  );
  return `${day}-${time}-${target}`;
}
