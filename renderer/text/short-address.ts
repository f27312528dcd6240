const SSH = /^ssh:\/\/(?:[^@/]*@)?/;

/** A file by its name alone, a function of another machine by machine and name; other addresses as they are. */
export const shortAddress = (address: string): string =>
  SSH.test(address) ? address.replace(SSH, '') : (address.split(/[/\\]/).at(-1) ?? address);

/** `root@lab1` of `ssh://root@lab1`: a machine as one names it. */
export const hostName = (address: string): string => address.replace('ssh://', '');
