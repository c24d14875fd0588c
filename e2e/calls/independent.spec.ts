import { IndependentPeer } from "../support/independent-peer.ts";
import { expectToHear, expectToSee } from "../support/media.ts";
import { enter, letIn } from "../support/room.ts";
import { test } from "../support/test.ts";

test("a WebRTC stack that is no browser's joins by the protocol's document", async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser, "Ada on aiortc");
  const session = await people.session(teacher);
  await enter(teacher.page, session);
  const peer = new IndependentPeer(server.url, session, student);
  try {
    await letIn(teacher.page, student.name);
    const meet = async () => {
      await expectToSee(teacher.page, student.name);
      await expectToHear(teacher.page);
      await peer.expectToSeeAndHear();
    };
    await test.step("the peer comes to the browser", meet);

    await enter(teacher.page, session);
    await test.step("the browser comes to the peer", meet);
  } finally {
    await peer.stop();
  }
});
