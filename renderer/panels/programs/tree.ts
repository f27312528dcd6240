import type { ProgramFile } from '../../../electron/contract/app/collections.ts';
import { groupBy } from '../../../electron/contract/group-by.ts';
import type { LibraryList } from '../../store/state.ts';

/** Programs and folders as a tree, the shipped ones below. */
export interface ProgramNode {
  /** Path in the collection, absolute for samples. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'program' | 'sample' | 'samples';
  readonly children?: readonly ProgramNode[];
}

export const ENDING = '.zpci.json';
const SAMPLES = ':samples';

/** Name of a file as people say it. */
export const nameOf = (path: string) => (path.split(/[/\\]/).at(-1) ?? path).replace(ENDING, '');

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/');

/** The tree of a list in which folders come before what is in them. */
export function treeOf({ files, samples }: Pick<LibraryList, 'files' | 'samples'>): readonly ProgramNode[] {
  const own = childrenOf('', files);
  if (samples.length === 0) return own;
  const shipped = samples.map(({ path }): ProgramNode => ({ id: path, name: nameOf(path), kind: 'sample' }));
  return [...own, { id: SAMPLES, name: 'Samples', kind: 'samples', children: shipped }];
}

function childrenOf(folder: string, files: readonly ProgramFile[]): readonly ProgramNode[] {
  const byParent = new Map(groupBy(files, ({ path }) => parentOf(path)));
  const below = (parent: string): readonly ProgramNode[] =>
    (byParent.get(parent) ?? []).map(({ path, kind }) => ({
      id: path,
      name: nameOf(path),
      kind,
      ...(kind === 'folder' && { children: below(path) }),
    }));
  return below(folder);
}

/** The folder that something new goes into: the selected one, or the one the selected file is in; '' is the root. */
export function folderOf(node: ProgramNode | undefined): string {
  if (node?.kind === 'folder') return node.id;
  return node?.kind === 'program' ? parentOf(node.id) : '';
}

export const inFolder = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** A typed path as that of a program file. */
export const asProgramPath = (typed: string) => (typed.endsWith(ENDING) ? typed : `${typed}${ENDING}`);
