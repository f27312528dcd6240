/** An event that a listener may prevent, with what Electron puts on it. */
export interface Preventable {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function preventable<T extends object>(fields: T): T & Preventable {
  let defaultPrevented = false;
  return Object.defineProperties(fields, {
    preventDefault: {
      value: () => {
        defaultPrevented = true;
      },
    },
    defaultPrevented: { get: () => defaultPrevented },
  }) as T & Preventable;
}
