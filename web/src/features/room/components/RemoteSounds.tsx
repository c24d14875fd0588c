import { useEffect, useRef } from "react";

import type { RemoteSound } from "@/call/autoplay";
import type { RemoteParticipant } from "@/call/call";

/** Everyone's voice. Apart from the tiles, so that no change of the picture can interrupt it. */
export function RemoteSounds({ sound, participants }: { sound: RemoteSound; participants: readonly RemoteParticipant[] }) {
  return (
    <div hidden>
      {participants.map(({ id, stream }) => (
        <Voice key={id} participantId={id} sound={sound} stream={stream} />
      ))}
    </div>
  );
}

function Voice({ participantId, sound, stream }: { participantId: string; sound: RemoteSound; stream: MediaStream }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => (audio.current ? sound.attach(audio.current, stream) : undefined), [sound, stream]);
  return <audio ref={audio} data-voice-of={participantId} />;
}
