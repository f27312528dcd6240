/**
 * What a package switches in Electron's program itself, by the names of `@electron/fuses`. The packager reads this list and fails when
 * it cannot be applied.
 */
export const fuses = {
  /** The bridge program is a child that runs Electron as plain Node.js: another user's program could as well run `node`. */
  RunAsNode: true,
  /** `NODE_OPTIONS` and `--inspect` would run foreign code inside a signed program. */
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  /** Cookies are not used; should one ever be, it is not kept readable. */
  EnableCookieEncryption: true,
  /** Only the archive that was packed is run, and only unchanged. */
  OnlyLoadAppFromAsar: true,
  EnableEmbeddedAsarIntegrityValidation: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** The window comes through its own scheme: `file:` needs no privileges. */
  GrantFileProtocolExtraPrivileges: false,
} as const;
