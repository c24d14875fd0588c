import { useSyncExternalStore } from "react";

import { compiler, type CompilerState } from "@/run/compiled/compiler";

/** The compiler for C and C++, as this page has it. */
export function useCompiler(): CompilerState {
  return useSyncExternalStore(compiler.onChange, compiler.state);
}
