import type { TableName } from "./full/allonym.js";

export * from "./full/allonym.js";
/**
 * Makes the functions ready, but for those that need a table. In node all are ready as soon as they are imported.
 * @param source where the module is, if not beside this file: an address, a response or bytes
 */
export default function init(source?: RequestInfo | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;
/** Loads tables from beside this file, each once: "finder" and "romanize" for `resolve`, "romanize", "systems". */
export function load(...names: TableName[]): Promise<void>;
