/** What the preload's world and the main process tell each other; both ways as text of the codec. */
export type ToMain =
  | { readonly kind: 'ready' }
  /** Asks where as many dropped files lie. */
  | { readonly kind: 'files'; readonly count: number }
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: readonly unknown[]; readonly call: number }
  | PortMessage;

export type ToPage =
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'answer'; readonly call: number; readonly value?: unknown; readonly error?: string }
  | PortMessage;

export type PortMessage =
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number };

/** Name of the world the preload runs in; its binding and its receiver are named there. */
export const WORLD = 'zpciwb-standin';
export const POST = '__standinPost';
export const RECEIVE = '__standinReceive';
