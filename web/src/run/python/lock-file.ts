import { info } from "pyodide/pyodide-lock.json";

/** No packages: what is not in the standard library cannot be had in the sandbox. */
export const LOCK_FILE = JSON.stringify({ info, packages: {} });
