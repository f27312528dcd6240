export declare function headers(): string;
export declare function sourcesHash(): string;
export declare function compileAddon(compiler: string, output: string, defines?: readonly string[]): string | undefined;
