import initSqlJs from "sql.js";

import { serve } from "../worker/serve";
import { SqlEngine } from "./engine";

serve(async ({ wasm }) => new SqlEngine(await initSqlJs({ wasmBinary: wasm })));
