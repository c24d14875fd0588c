import { hand } from "./handed-files";

// It has to come after the line above.
import { commands } from "@yowasp/clang";

import { serve } from "../worker/serve";
import { ClangEngine } from "./clang-engine";

serve(async (assets) => {
  hand(assets);
  await commands.clang(undefined, undefined, { fetchProgress: () => undefined });
  return new ClangEngine(commands);
});
