import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * A sound server that plays into nothing, for as long as the tests run. Without any sound device Firefox's audio clock
 * stands still, and a page in it can neither play nor measure sound.
 */
export default async function startSound(): Promise<(() => void) | undefined> {
  if (process.env.PULSE_SERVER || spawnSync("pulseaudio", ["--version"]).error) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "chalkroom-sound-"));
  const socket = join(folder, "socket");
  const pulseaudio = spawn(
    "pulseaudio",
    [
      ...["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"],
      ...["--load=module-null-sink", `--load=module-native-protocol-unix auth-anonymous=1 socket=${socket}`],
    ],
    { stdio: "ignore", env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  for (let tries = 0; !existsSync(socket); tries += 1) {
    if (tries === 100) throw new Error("The sound server that Firefox needs (pulseaudio) did not start within 10 seconds.");
    await wait(100);
  }
  process.env.PULSE_SERVER = `unix:${socket}`;
  return () => {
    pulseaudio.kill();
    rmSync(folder, { recursive: true, force: true });
  };
}
