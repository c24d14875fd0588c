"""`python -m bench.jibri.recorder DISPLAY SECONDS FILE`: films a screen as Jibri's FFmpeg does.

With PyAV, which is the same library: x11grab at 30 frames a second, libx264 with preset ultrafast, CRF 25, profile
main, and sound as AAC with 128 kbit/s (here a tone, since there is no sound card).
"""

import sys
from fractions import Fraction

import av

WIDTH, HEIGHT, FRAMES_PER_SECOND = 1280, 720, 30
X264 = {"preset": "ultrafast", "crf": "25", "profile": "main", "level": "3.1"}
SAMPLES, RATE = 1024, 44_100


def record(display: str, seconds: float, file: str) -> None:
    grabbing = {"framerate": str(FRAMES_PER_SECOND), "video_size": f"{WIDTH}x{HEIGHT}", "draw_mouse": "0"}
    with (
        av.open(f"{display}.0+0,0", "r", format="x11grab", options=grabbing) as screen,
        av.open(f"sine=frequency=440:sample_rate={RATE}:samples_per_frame={SAMPLES}", "r", format="lavfi") as sound,
        av.open(file, "w", format="mp4") as written,
    ):
        pictures = written.add_stream("libx264", rate=FRAMES_PER_SECOND, options=X264)
        pictures.width, pictures.height, pictures.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        voices = written.add_stream("aac", rate=RATE, layout="stereo")
        voices.bit_rate = 128_000
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
        heard, samples = sound.decode(audio=0), 0
        for number, frame in enumerate(screen.decode(video=0)):
            if number >= seconds * FRAMES_PER_SECOND:
                break
            shown = frame.reformat(format="yuv420p")
            shown.pts, shown.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            written.mux(pictures.encode(shown))
            while samples < number * RATE // FRAMES_PER_SECOND:
                for part in resampler.resample(next(heard)):
                    samples += part.samples
                    written.mux(voices.encode(part))
        written.mux(pictures.encode(None))
        written.mux(voices.encode(None))


if __name__ == "__main__":
    record(sys.argv[1], float(sys.argv[2]), sys.argv[3])
