/** Text of a sysfs attribute without its line end; undefined when there is none. */
export function attributeText(attributes: Readonly<Record<string, Uint8Array>>, name: string): string | undefined {
  const bytes = attributes[name];
  return bytes && String.fromCharCode(...bytes.subarray(0, 256)).replace(/[\n\0]+$/, '');
}

/** Name of the bound driver: the last part of the `driver` link. */
export function driverName(attributes: Readonly<Record<string, Uint8Array>>): string | undefined {
  return attributeText(attributes, 'driver')?.split('/').at(-1) || undefined;
}
