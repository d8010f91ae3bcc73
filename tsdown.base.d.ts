/** How packages that run everywhere are built: ESM with types, no platform assumed. */
export declare function purePackage(entry: Readonly<Record<string, string>>): import("tsdown").UserConfig;
/** How apps are built: ESM for Node, dependencies left where they are installed. */
export declare function nodeApp(entry: Readonly<Record<string, string>>): import("tsdown").UserConfig;
