import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { App } from './app/app.ts';
import { MessagePortMain } from './ipc/ports.ts';
import { Menu } from './models/menu.ts';
import { NativeTheme } from './models/native-theme.ts';
import { Screen } from './models/screen.ts';
import { BrowserWindow } from './window/browser-window.ts';
import { Session } from './window/session.ts';
import { WebContents } from './window/web-contents.ts';

const declarations = readFileSync(createRequire(import.meta.url).resolve('electron/electron.d.ts'), 'utf8');

/** What Electron declares of a class, those it extends included. */
function declarationOf(name: string): string {
  const start = declarations.search(new RegExp(`^  (class|interface) ${name} `, 'm'));
  const text = declarations.slice(start, declarations.indexOf('\n  }\n', start));
  const base = /extends (\w+)/.exec(text.slice(0, text.indexOf('{')))?.[1];
  return base && base !== 'NodeEventEmitter' ? text + declarationOf(base) : text;
}

const emitters = [App, BrowserWindow, Menu, MessagePortMain, NativeTheme, Screen, Session, WebContents];

for (const emitter of emitters)
  test(`every event of ${emitter.name} is one that Electron has`, { tag: '@standin' }, () => {
    const declared = declarationOf(emitter.name);
    const unknown = emitter.events.filter((event) => !declared.includes(`on(event: '${event}'`));
    expect(unknown).toEqual([]);
  });
