import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant } from "quickjs-emscripten-core";

import { serve } from "../worker/serve";
import { JavaScriptEngine } from "./engine";

serve(async ({ wasm }) => {
  // With a place given, nobody works one out from the script's own, which is a blob's; and nobody goes there.
  const variant = newVariant(releaseSync, { wasmBinary: wasm, wasmLocation: "quickjs.wasm" });
  return new JavaScriptEngine(() => newQuickJSWASMModuleFromVariant(variant));
});
