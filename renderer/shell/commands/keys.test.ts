import { describe, expect, test } from 'vitest';
import { panels } from '../../panels/index.ts';
import { presets } from '../../store/preferences.ts';
import { presetAreas } from '../presets.ts';
import type { Command } from './command.ts';
import { commands } from './index.ts';
import { commandFor, type KeyPress, keyText, writesText } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  test('a press is named the way the key sheet writes it', () => {
    expect(keyText(press('p', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+P');
    expect(keyText(press('ArrowLeft', { altKey: true }))).toBe('Alt+Left');
    expect(keyText(press('F8'))).toBe('F8');
  });

  test('Shift that only makes a sign is not part of the name', () => {
    expect(keyText(press('?', { shiftKey: true }))).toBe('?');
    expect(keyText(press('/', { shiftKey: true }))).toBe('/');
  });

  test('Cmd does what Ctrl does', () => {
    expect(keyText(press('e', { metaKey: true }))).toBe('Ctrl+E');
  });

  test('what would be typed as text is left to text fields', () => {
    expect(writesText(press('?'))).toBe(true);
    expect(writesText(press('F8'))).toBe(false);
    expect(writesText(press('e', { ctrlKey: true }))).toBe(false);
  });

  test('a key of the focused panel wins over the same key of the window', () => {
    const make = (id: string, scope?: 'requests'): Command => ({
      id,
      group: 'View',
      title: id,
      keys: ['F'],
      scope,
      run: () => {},
    });
    const both = [make('window'), make('panel', 'requests')];
    expect(commandFor(both, press('f'), 'requests')?.id).toBe('panel');
    expect(commandFor(both, press('f'), 'bytes')?.id).toBe('window');
  });

  test('no two commands of the window share a key or an id', () => {
    const keys = commands.filter(({ scope }) => !scope).flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  test('what menus mark is known of each command that has a mark, and of no other', () => {
    for (const { id, mark, checked } of commands) expect(checked === undefined, id).toBe(mark === undefined);
  });

  test('every panel and every layout can be shown by a command, under the title it has on screen', () => {
    const titles = new Map(commands.map(({ id, title }) => [id, title]));
    for (const { id, title } of panels) expect(titles.get(`view.${id}`)).toBe(`Show ${title}`);
    for (const preset of presets)
      expect(titles.get(`view.layout-${preset}`)).toBe(`Layout: ${presetAreas[preset].title}`);
  });
});
