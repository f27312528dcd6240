/** `In ISM hello, peer is sim:ism-peer.`: what a session tells when a program opens a further function. */
const LINE = /, ([A-Za-z0-9_.-]+) is (.+)\.$/s;

/** The further function an event tells of: the name that rows have it under (`on`), and its address. */
export function functionOf({ event, message }: { event: string; message: string }) {
  const [, name, address] = (event === 'function' && LINE.exec(message)) || [];
  return name !== undefined && address !== undefined ? { name, address } : undefined;
}
