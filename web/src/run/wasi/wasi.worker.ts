import { serve } from "../worker/serve";
import { WasiEngine } from "./wasi-engine";

serve(async () => new WasiEngine());
