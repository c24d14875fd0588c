import type { Page } from "@playwright/test";

import { expectToHear } from "../support/media.ts";
import { choose } from "../support/panel.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

test("a page that goes on sending sound is heard by nobody, and named to the teacher @chromium", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await rememberSenders(student.page);
  await meet(teacher, student, await people.session(teacher));
  await expectToHear(teacher.page);

  await choose(teacher.page, student.name, "Mute");
  await expect(student.page.getByRole("button", { name: "Unmute the microphone" })).toBeVisible();
  await expectToHear(teacher.page, 0);
  const banner = teacher.page.getByText(`${student.name}’s device goes on sending sound although it is muted. Nobody hears it.`);
  await expect(banner).toHaveCount(0); // who keeps to the rules is not accused

  await sendAgainstTheRules(student.page);
  await expect(banner).toBeVisible();
  await expectToHear(teacher.page, 0);
});

async function rememberSenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    (window as unknown as { made: RTCPeerConnection[] }).made = made;
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    };
  });
}

/**
 * Puts a steady tone into every connection, again and again, whatever the page's own code thinks and however it connects anew. The browser's pretended
 * microphone beeps too shortly: each beep may fall between two looks.
 */
async function sendAgainstTheRules(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    const microphone = sound.createMediaStreamDestination();
    tone.connect(microphone);
    tone.start();
    const [track = null] = microphone.stream.getAudioTracks();
    setInterval(() => {
      for (const connection of (window as unknown as { made: RTCPeerConnection[] }).made) {
        const sender = connection.getTransceivers().find(({ receiver }) => receiver.track.kind === "audio")?.sender;
        if (sender && sender.track !== track) void sender.replaceTrack(track).catch(() => undefined);
      }
    }, 100);
  });
}
