import Module from 'node:module';

/** The hooks by which every `require` goes; Node.js has no public ones that answer synchronously. */
interface ModuleHooks {
  _resolveFilename(request: string, ...rest: unknown[]): string;
  _cache: Record<string, { exports: unknown; loaded: boolean; id: string; filename: string }>;
}

/** Makes `require(name)` give `exports`, whoever asks and whatever is installed. */
export function answerRequire(name: string, exports: unknown): void {
  const hooks = Module as unknown as ModuleHooks;
  const resolve = hooks._resolveFilename;
  const id = `${name}-standin`;
  hooks._cache[id] = { exports, loaded: true, id, filename: id };
  hooks._resolveFilename = (request, ...rest) => (request === name ? id : resolve.call(Module, request, ...rest));
}
