"""Something like speech for a fake microphone: syllables of a voice with pauses between sentences.

Beeps would not do: an encoder protects what it takes for a voice, and leaves out what it takes for silence.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 16_000
SECONDS = 12
PITCH = 118
#: The first three resonances of five vowels, in Hz. Source: Peterson and Barney, 1952, averages for men, rounded.
VOWELS = ((730, 1090, 2440), (530, 1840, 2480), (270, 2290, 3010), (570, 840, 2410), (300, 870, 2240))
SYLLABLE_SECONDS = 0.22
#: Every sentence has so many syllables, then there is a pause of three.
SENTENCE, PAUSE = 12, 3


def microphone(folder: Path, *, pauses: bool = True) -> str:
    """Chromium's flag for a microphone that hears it; its file is written into the folder."""
    file = folder / "speech.wav"
    _write(file, pauses)
    return f"--use-file-for-fake-audio-capture={file}"


def _write(file: Path, pauses: bool) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(
            b"".join(struct.pack("<h", int(12_000 * _sample(n / RATE, pauses))) for n in range(RATE * SECONDS))
        )


def _sample(at: float, pauses: bool) -> float:
    number, within = divmod(at, SYLLABLE_SECONDS)
    if pauses and number % (SENTENCE + PAUSE) >= SENTENCE:
        return 0
    loudness = math.sin(math.pi * within / SYLLABLE_SECONDS) ** 0.5
    pitch = PITCH * (1 + 0.15 * math.sin(at * 2.1))
    return loudness * sum(_harmonic(k, pitch, VOWELS[int(number) % len(VOWELS)], at) for k in range(1, 24)) / 3


def _harmonic(number: int, pitch: float, vowel: tuple[int, ...], at: float) -> float:
    frequency = number * pitch
    strength = sum(math.exp(-(((frequency - formant) / (60 + 0.07 * formant)) ** 2)) for formant in vowel)
    return (0.04 + strength) / number**0.5 * math.sin(2 * math.pi * frequency * at)
