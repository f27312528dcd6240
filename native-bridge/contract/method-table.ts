import type { z } from 'zod';

/** A contract is one table of methods and one of events; types, validation and titles all come from it. */
export interface Method<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly params: P;
  readonly result: R;
}

export interface Contract {
  readonly name: string;
  readonly methods: Readonly<Record<string, Method>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
}

export const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R): Method<P, R> => ({
  params,
  result,
});

type MethodName<C extends Contract> = keyof C['methods'] & string;
type EventName<C extends Contract> = keyof C['events'] & string;

export type Params<C extends Contract, M extends MethodName<C>> = z.input<C['methods'][M]['params']>;
export type ParsedParams<C extends Contract, M extends MethodName<C>> = z.output<C['methods'][M]['params']>;
export type Result<C extends Contract, M extends MethodName<C>> = z.output<C['methods'][M]['result']>;
export type ResultInput<C extends Contract, M extends MethodName<C>> = z.input<C['methods'][M]['result']>;
export type EventPayload<C extends Contract, E extends EventName<C>> = z.output<C['events'][E]>;
export type EventInput<C extends Contract, E extends EventName<C>> = z.input<C['events'][E]>;

/** The side that answers: one handler a method. `cancelled` resolves when the caller gave up. */
export type Handlers<C extends Contract> = {
  readonly [M in MethodName<C>]: (
    params: ParsedParams<C, M>,
    call: CallContext,
  ) => Promise<ResultInput<C, M>> | ResultInput<C, M>;
};

export interface CallContext {
  readonly cancelled: Promise<void>;
  readonly isCancelled: () => boolean;
}
