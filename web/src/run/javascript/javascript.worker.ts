import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant } from "quickjs-emscripten-core";

import { serve } from "../worker/serve";
import { JavaScriptEngine } from "./engine";

serve(async ({ wasm }) => {
  const variant = newVariant(releaseSync, { wasmBinary: wasm });
  return new JavaScriptEngine(() => newQuickJSWASMModuleFromVariant(variant));
});
