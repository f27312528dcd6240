/** What languages and tools ask of any object; everything else that is missing is a gap of the stand-in. */
const ASKED_OF_ANYTHING = ['then', 'toJSON', '__esModule', 'default'];

export const gap = (owner: string, member: string): Error =>
  new Error(
    `The stand-in for Electron has no ${owner}.${member}: add it under e2e/standin, or test with Electron itself.`,
  );

/** `object`, except that asking for a member it does not have throws, naming it. */
export const strict = <T extends object>(object: T, nameOf: (receiver: object) => string): T =>
  new Proxy(object, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || ASKED_OF_ANYTHING.includes(key))
        return Reflect.get(target, key, receiver);
      throw gap(nameOf(receiver), key);
    },
  });
