import type { FunctionView, Plan, RequestKind } from './kind.ts';
import { kinds } from './kinds.ts';
import { badRequest } from './refuse.ts';
import type { Request } from './request.ts';

/** Every kind of request, seen alike. */
export const requestKinds = kinds as unknown as readonly RequestKind[];

/** The kind of that name. Throws `bad-request` when there is none. */
export function requestKind(name: string): RequestKind {
  const kind = requestKinds.find((one) => one.kind === name);
  if (kind) return kind;
  throw badRequest(name, `There is no request kind ${name}.`);
}

/**
 * The dry run of a request: the exact system call it would be, and the rules it would break. Throws `absent` and `bad-request` as
 * its kind says; broken rules do not throw.
 */
export const planRequest = (request: Request, view: FunctionView): Plan =>
  requestKind(request.kind).plan(request, view);
