import { EventEmitter } from 'node:events';
import { gap, strict } from './gap.ts';

const className = (receiver: object): string => receiver.constructor.name;

/** Base of plain Electron objects. The check is the last prototype, so that members and private fields work as usual. */
export class Strict {}
Object.setPrototypeOf(Strict.prototype, strict(Object.prototype, className));

/** Base of Electron objects with events; listening for an event that never comes throws too. */
export abstract class StrictEmitter extends EventEmitter {
  /** Events that are emitted, and those that only a test emits: `window.emit('unresponsive')`. */
  static readonly events: readonly string[] = [];

  // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
  override on(event: string, listener: (...args: any[]) => void): this {
    const { events, name } = this.constructor as typeof StrictEmitter;
    if (!events.includes(event)) throw gap(name, `on('${event}')`);
    return super.on(event, listener);
  }
}
Object.setPrototypeOf(StrictEmitter.prototype, strict(EventEmitter.prototype, className));
