/** A file by its name alone; other addresses as they are. */
export const shortAddress = (address: string): string => address.split(/[/\\]/).at(-1) ?? address;
