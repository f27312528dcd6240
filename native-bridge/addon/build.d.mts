export declare const ADDON_FILE: string;
export declare function buildAddon(options?: { compiler?: string; output?: string }): {
  readonly built: boolean;
  readonly message: string;
};
