export * from "./base/allonym.js";
/**
 * Makes the functions ready. In node they are ready as soon as they are imported, and this does nothing.
 * @param source where the module is, if not beside this file: an address, a response or bytes
 */
export default function init(source?: RequestInfo | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;
