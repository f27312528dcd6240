/** What decides how the window is drawn. */
export interface Screen {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Whether this machine has a graphics device at all. */
  readonly hasGpu: boolean;
}

/** `host:10.0` is a display of another machine, `:0` and `unix:0` are of this one. */
const isRemoteDisplay = (display = '') => /^[^:/]+:/.test(display) && !display.startsWith('unix:');

/**
 * Whether to draw without a graphics device: over a network (X11 through ssh, remote desktop) or where there is none, a device only
 * makes it slower or black. `ZPCIWB_GRAPHICS=software|hardware` decides by hand.
 */
export function drawsInSoftware({ env, platform, hasGpu }: Screen): boolean {
  if (env.ZPCIWB_GRAPHICS) return env.ZPCIWB_GRAPHICS === 'software';
  if (platform === 'win32') return env.SESSIONNAME?.startsWith('RDP-') ?? false;
  if (platform === 'darwin') return false;
  return !hasGpu || Boolean(env.XRDP_SESSION) || isRemoteDisplay(env.DISPLAY);
}
