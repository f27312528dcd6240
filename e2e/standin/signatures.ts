import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { mainModule } from './electron.ts';
import type { MessagePortMain } from './ipc/ports.ts';
import type { SandboxedModule } from './page/preload-world.ts';
import type { BrowserWindow } from './window/browser-window.ts';
import type { WebFrameMain } from './window/frame.ts';
import type { Session } from './window/session.ts';
import type { WebContents } from './window/web-contents.ts';

/**
 * Compiles only while all that the stand-in offers is in Electron's own declarations, takes the arguments that it takes there and
 * gives the same kind of result. Never run. Events are compared by name in events.spec.ts.
 */

/** Electron's objects are compared where each is declared: within another's signature anything may stand for them. */
type Plain = string | number | boolean | undefined | null;
type Result<R> = R extends Promise<infer V> ? Promise<Result<V>> : R extends Plain ? R : unknown;
// biome-ignore lint/suspicious/noExplicitAny: see above
type Arguments<A extends readonly unknown[]> = { [I in keyof A]: A[I] extends Plain ? A[I] : any };

type Member<M> = M extends (...args: infer A) => infer R
  ? (...args: Arguments<A>) => R extends void ? unknown : Result<R>
  : Result<M>;

/** What tests and the stand-in itself use, and what comes with every emitter. */
type NotElectron =
  | keyof EventEmitter
  | keyof typeof EventEmitter
  | 'events'
  | 'showIn'
  | 'emulateMedia'
  | 'group'
  | 'pageOf'
  | 'prototype';

type AsDeclared<Real, Ours, Besides> = {
  [K in Exclude<keyof Ours, Besides | symbol>]: K extends keyof Real ? Member<Real[K]> : never;
};

/** An error here names the member that has drifted. */
export type Fits<Real, Ours extends AsDeclared<Real, Ours, Besides>, Besides = NotElectron> = Ours;

type Standin = ReturnType<typeof mainModule>;

/** In a preload even `on` is Electron's own. */
type InPreload<Real, Ours extends AsDeclared<Real, Ours, never>> = Fits<Real, Ours, never>;

export type Checked = [
  Fits<typeof Electron, Standin>,
  Fits<Electron.App, Standin['app']>,
  Fits<Electron.CommandLine, Standin['app']['commandLine']>,
  Fits<Electron.CrashReporter, Standin['crashReporter']>,
  Fits<Electron.Dialog, Standin['dialog']>,
  Fits<Electron.IpcMain, Standin['ipcMain']>,
  Fits<Electron.NativeTheme, Standin['nativeTheme']>,
  Fits<Electron.Protocol, Standin['protocol']>,
  Fits<Electron.Screen, Standin['screen']>,
  Fits<Electron.Shell, Standin['shell']>,
  Fits<typeof Electron.BrowserWindow, Standin['BrowserWindow']>,
  Fits<Electron.BrowserWindow, BrowserWindow>,
  Fits<typeof Electron.webContents, Standin['webContents']>,
  Fits<Electron.WebContents, WebContents>,
  Fits<Electron.WebFrameMain, WebFrameMain>,
  Fits<Electron.Session, Session>,
  Fits<typeof Electron.Menu, Standin['Menu']>,
  Fits<Electron.Menu, InstanceType<Standin['Menu']>>,
  Fits<Electron.MenuItem, InstanceType<Standin['MenuItem']>>,
  Fits<Electron.MessagePortMain, MessagePortMain>,
  Fits<Electron.MessageChannelMain, InstanceType<Standin['MessageChannelMain']>>,
  InPreload<typeof Electron, SandboxedModule>,
  InPreload<Electron.IpcRenderer, SandboxedModule['ipcRenderer']>,
  InPreload<Electron.ContextBridge, SandboxedModule['contextBridge']>,
  InPreload<Electron.WebUtils, SandboxedModule['webUtils']>,
];
