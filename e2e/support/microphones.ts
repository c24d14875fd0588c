import { execFileSync } from "node:child_process";

/** Microphones of the sound server that the browser takes for real ones: each hums, and each can be unplugged. */
export class Microphone {
  private constructor(private readonly module: string) {}

  static plugIn(name: string, hertz: number): Microphone {
    const properties = `source_properties=device.description=${name}`;
    return new Microphone(tell("load-module", "module-sine-source", `source_name=${name}`, `frequency=${hertz}`, properties));
  }

  unplug(): void {
    tell("unload-module", this.module);
  }
}

function tell(...words: string[]): string {
  return execFileSync("pactl", words, { encoding: "utf8" }).trim();
}
