import { inspect } from 'node:util';
import { errnoName } from '../../../../native-bridge/abi/errno.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import type { LiveState, Outcome, Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';
import { type KnownFunction, knownOf, viewIn } from '../../../../native-bridge/contract/facts.ts';
import { planRequest, requestKind } from '../../../../native-bridge/contract/requests/index.ts';
import type { Plan } from '../../../../native-bridge/contract/requests/kind.ts';
import { requestSchema } from '../../../../native-bridge/contract/requests/request.ts';
import type { Target } from '../../../../native-bridge/targets/target.ts';
import { stateAfter } from '../effect.ts';
import { type Judgement, judge } from '../judge.ts';
import type { Tally } from './tally.ts';

/** What came of a request: the errno, `ok`, `timeout`, or the code of a refusal. */
type Answer =
  | { readonly outcome: Outcome; readonly code?: undefined }
  | { readonly code: string; readonly outcome?: undefined };

/**
 * A session on a target beside its dry run. The dry run starts from the state the target began with and follows its own predictions
 * from there: it never looks at the target's state again.
 */
export class Agreement {
  readonly #target: Target;
  readonly #tally: Tally;
  #state: LiveState;
  #known: KnownFunction;

  static async begin(target: Target, tally: Tally, prepare?: (target: Target) => Promise<void>): Promise<Agreement> {
    target.arm(true);
    await target.send(parsed({ kind: 'buffer.alloc', buffer: 'ring', size: 0x4000 })!);
    await target.send(parsed({ kind: 'buffer.alloc', buffer: 'small', size: 0x1000 })!);
    await prepare?.(target);
    await target.inspect({ config: true });
    return new Agreement(target, tally);
  }

  private constructor(target: Target, tally: Tally) {
    this.#target = target;
    this.#tally = tally;
    this.#state = target.state();
    this.#known = knownOf(target.snapshot());
  }

  async next(item: unknown): Promise<void> {
    if (item === 'arm' || item === 'disarm') return this.#arm(item === 'arm');
    const request = parsed(item);
    if (!request) return;
    const predicted = judge(request, viewIn(this.#known, this.#state));
    const expected = this.#expected(request, predicted);
    const planned = sameView(request, this.#target);
    const answer = await sent(this.#target, request);
    this.#count(request, predicted, answer);
    this.#compareAnswer(request, expected, answer);
    if (answer.outcome && planned) compareCall(request, planned, answer.outcome);
    await this.#follow(request, answer);
  }

  #arm(armed: boolean): void {
    this.#target.arm(armed);
    this.#state = { ...this.#state, armed };
  }

  #expected(request: Request, { plan, refused }: Judgement): readonly string[] {
    if (requestKind(request.kind).writes && !this.#state.armed) return ['not-armed'];
    if (refused) return [refused.code];
    if (plan.predicted) return [plan.predicted];
    if (request.kind === 'irq.wait') return ['ok', 'timeout'];
    return ['ok', ...deviceAnswers(request, plan)];
  }

  #count(request: Request, { plan, refused }: Judgement, answer: Answer): void {
    const said = textOf(answer);
    this.#tally.count('kind', request.kind);
    this.#tally.count('answer', said);
    this.#tally.count(`answer of ${request.kind}`, said);
    if (said === 'not-armed' || !plan) {
      this.#tally.count('refused', refused?.code ?? said);
      return;
    }
    if (plan.predicted === undefined && said !== 'ok') this.#tally.count('only the device knew', said);
    if (plan.path) this.#tally.count('path', plan.path);
    this.#tally.count('errno', plan.predicted ?? 'none');
    const [first, ...more] = plan.verdict.broken;
    if (first) this.#tally.count('rule that answered', first.rule);
    for (const { rule } of more) this.#tally.count('rule broken besides', rule);
  }

  #compareAnswer(request: Request, expected: readonly string[], answer: Answer): void {
    const said = textOf(answer);
    if (!expected.includes(said)) throw disagreement(request, `predicted ${expected.join(' or ')}, answered ${said}`);
  }

  /** The state the dry run expects, and the one there is. */
  async #follow(request: Request, { outcome }: Answer): Promise<void> {
    if (outcome?.status === 'ok') this.#state = stateAfter(request, this.#state);
    if (request.kind === 'device.reset' && outcome?.status === 'ok')
      this.#known = knownOf(await this.#target.inspect({ config: true }));
    const [expected, actual] = [told(this.#state), told(this.#target.state())];
    if (expected !== actual) throw disagreement(request, `expected the state ${expected}, there is ${actual}`);
  }
}

const disagreement = (request: Request, what: string) => new Error(`${inspect(request)}: ${what}`);

function parsed(item: unknown): Request | undefined {
  const { success, data } = requestSchema.safeParse(item);
  return success ? data : undefined;
}

const textOf = ({ outcome, code }: Answer) =>
  code ?? (outcome.status === 'errno' ? errnoName(outcome.errno ?? 0) : outcome.status);

async function sent(target: Target, request: Request): Promise<Answer> {
  try {
    return { outcome: await target.send(request) };
  } catch (thrown) {
    return { code: errorInfo(thrown).code };
  }
}

/** The plan against what the target knows, addresses included. */
function sameView(request: Request, target: Target): Plan | undefined {
  try {
    return planRequest(request, target.view());
  } catch {
    return undefined;
  }
}

/** What only the device can know: a legal load or store may name something that is not set up inside it. */
function deviceAnswers(request: Request, { call }: Plan): readonly string[] {
  if (call.call !== 'pread' && call.call !== 'pwrite') return [];
  return 'space' in request || 'region' in request ? ['EIO'] : [];
}

/** The call that was made is the one that was planned, to the byte, but for what only sending knows. */
function compareCall(request: Request, { call, later = [], take }: Plan, { syscall }: Outcome): void {
  if (call.call === 'none') {
    if (syscall) throw disagreement(request, `planned no call, made ${inspect(syscall)}`);
    return;
  }
  const planned =
    call.call === 'ioctl'
      ? { name: `ioctl ${call.name}`, on: call.on, request: call.request, bytes: call.arg }
      : { name: call.call, on: call.on, position: call.position, bytes: 'data' in call ? call.data : undefined };
  const open = take ? [{ first: 0, length: take.length }] : later;
  const made = { name: syscall?.name, on: syscall?.on, ...numbersOf(syscall), bytes: syscall?.in };
  const [expected, actual] = [planned, made].map((one) => callText(one, open));
  if (expected !== actual) throw disagreement(request, `planned ${expected}, made ${actual}`);
}

const numbersOf = (syscall: Outcome['syscall']) => ({ request: syscall?.request, position: syscall?.position });

function callText(
  { bytes, ...call }: { readonly bytes?: Uint8Array },
  open: readonly { first: number; length: number }[],
) {
  const shown = bytes?.slice() ?? new Uint8Array();
  for (const { first, length } of open) shown.fill(0, first, first + length);
  const named = Object.entries(call).filter(([, value]) => value !== undefined);
  return `${named
    .map(([name, value]) => `${name} ${value}`)
    .sort()
    .join(', ')}, bytes ${toHex(shown)}`;
}

/** A state without the addresses of its memory, which a dry run makes up. */
function told({ armed, dmaAvail, mappings, buffers, irqs, pasids }: LiveState): string {
  const offset = (vaddr: bigint, name: string | undefined) =>
    vaddr - (buffers.find((one) => one.name === name)?.vaddr ?? 0n);
  const lines = [
    `armed ${armed}, ${dmaAvail} entries free`,
    ...buffers.map(({ name, size }) => `${name} ${size}`),
    ...(irqs ?? []).map(({ index, room, vectors }) => `interrupt ${index}: ${room}, ${vectors.join(' ')}`),
    `PASIDs ${pasids?.join(' ')}`,
    ...mappings.map(({ iova, size, vaddr, read, write, buffer }) =>
      [iova, size, buffer, offset(vaddr, buffer), read, write].join(' '),
    ),
  ];
  return lines.join('\n');
}
