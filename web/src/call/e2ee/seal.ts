import { Device, type Whose } from "@/call/e2ee/device";
import { RoomKeys } from "@/call/e2ee/room-keys";
import type { DeviceStatement } from "@/call/protocol";
import type { Signalling } from "@/call/signalling";

/** What a page brings to a session that is encrypted from end to end. */
export interface Seal {
  /** What it says of its device on entering. */
  statement: DeviceStatement;
  /** From now on the room's keys are agreed on over this connection. */
  keysOver(signalling: Signalling): RoomKeys;
}

export async function openSeal(whose: Whose): Promise<Seal> {
  const device = await Device.open();
  const { sessionId, participantId: selfId } = whose;
  return {
    statement: await device.statement(whose),
    keysOver: (signalling) => new RoomKeys({ device, sessionId, selfId, signalling }),
  };
}
