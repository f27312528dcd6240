export { type Backend, backendOption } from './backend.ts';
export { openFunction } from './open-function.ts';
export type { FunctionPlace } from './place.ts';
