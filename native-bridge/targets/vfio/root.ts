/** Commands for people, as a shell takes them. */

/** A command that needs root, for a user who may not be it. */
export function asRoot(uid: number, command: string): string {
  if (uid === 0) return command;
  return /[|&;<>*]/.test(command) ? `sudo sh -c '${command}'` : `sudo ${command}`;
}
