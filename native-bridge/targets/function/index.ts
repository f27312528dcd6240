export { type Backend, backendOption } from './backend.ts';
export { openFunction } from './open-function.ts';
export type { FunctionAccess, FunctionPlace } from './place.ts';
