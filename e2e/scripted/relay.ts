import { type AppContract, appContract } from '../../electron/contract/app-contract.ts';
import { carrierPair } from '../../electron/workbench/testing/carrier-pair.ts';
import type { Workbench } from '../../electron/workbench/workbench.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import type { CallContext, EventInput, Handlers, Params } from '../../native-bridge/contract/method-table.ts';
import { type Carrier, Peer } from '../../native-bridge/contract/peer.ts';

type Methods = keyof AppContract['methods'] & string;
type Events = keyof AppContract['events'] & string;

/** What is answered in place of the workbench; looked up at each call, so that a test may change its mind. */
export type Answers = { -readonly [M in Methods]?: Handlers<AppContract>[M] };

type Answer = (params: never, call: CallContext) => unknown;

/** A window's connection that a test listens in on: what `answers` names is answered from there, everything else by the workbench. */
export class Relay {
  readonly #workbench: Peer<AppContract, typeof noContract>;
  readonly #window: Peer<typeof noContract, AppContract>;

  constructor(carrier: Carrier, workbench: Workbench, answers: Answers) {
    const [mine, theirs] = carrierPair();
    workbench.attach(theirs);
    this.#workbench = new Peer(mine, appContract, noContract, {});
    this.#window = new Peer(carrier, noContract, appContract, this.#forwarding(answers));
    for (const event of Object.keys(appContract.events) as Events[])
      this.#workbench.on(event, (payload) => this.tell(event, payload as EventInput<AppContract, Events>));
    this.#window.onClose(() => this.#workbench.close());
  }

  /** Tells the window something on the workbench's account. */
  tell<E extends Events>(event: E, payload: EventInput<AppContract, E>): void {
    this.#window.emit(event, payload);
  }

  /** Asks the workbench itself. */
  ask = <M extends Methods>(method: M, params: Params<AppContract, M>) => this.#workbench.call(method, params);

  #forwarding(answers: Answers): Handlers<AppContract> {
    const forward = (method: Methods) => (params: never, call: CallContext) =>
      (answers[method] as Answer | undefined)?.(params, call) ?? this.#workbench.call(method, params);
    const methods = Object.keys(appContract.methods) as Methods[];
    return Object.fromEntries(methods.map((method) => [method, forward(method)])) as unknown as Handlers<AppContract>;
  }
}
