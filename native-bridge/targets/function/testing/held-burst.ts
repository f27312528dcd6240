import type { CallColumns, Drained, NativeBurst } from '../../syscalls.ts';

/** A native burst whose calls under way come back when a test says so, or never. */
export class HeldBurst implements NativeBurst {
  readonly ended: Promise<void>;
  isStopped = false;
  #back = () => {};
  #isBack = false;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#back = resolve;
    });
  }

  async ready(): Promise<void> {}

  drain(_: CallColumns): Drained {
    return { made: 0, dropped: 0, bytes: 0, errors: 0, gone: false, done: this.#isBack };
  }

  stop(): void {
    this.isStopped = true;
  }

  /** The calls under way return. */
  comeBack(): void {
    this.#isBack = true;
    this.#back();
  }
}
