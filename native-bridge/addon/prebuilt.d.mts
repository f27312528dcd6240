export declare const PREBUILT: readonly { readonly arch: string; readonly compiler: string; readonly from: string }[];
export declare const PREBUILT_HASH: string;
export declare function prebuiltFile(arch: string): string;
