"""`python -m bench [NAME…]`: runs the named benchmarks, all without a name."""

import asyncio
import sys

from bench import (
    board_fanout,
    board_large,
    call_cpu,
    export_speed,
    first_picture,
    network_change,
    replay_ready,
    sfu_load,
    speech_loss,
    thin_uplink,
)
from bench.lab.browser import BrowserError
from bench.lab.places import LabError

BENCHMARKS = {
    "first-picture": first_picture.run,
    "speech-loss": speech_loss.run,
    "call-cpu": call_cpu.run,
    "network-change": network_change.run,
    "sfu-load": sfu_load.run,
    "board-fanout": board_fanout.run,
    "board-large": board_large.run,
    "replay-ready": replay_ready.run,
    "thin-uplink": thin_uplink.run,
    "export-speed": export_speed.run,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark “{unknown[0]}”. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        try:
            asyncio.run(BENCHMARKS[name]())
        except (LabError, BrowserError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
