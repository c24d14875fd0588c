import { Fragment, useEffect, useRef } from "react";

import type { RemoteSound } from "@/call/autoplay";
import type { RemoteParticipant } from "@/call/call";

/** Everyone's voice, and the sound of what they share. Apart from the tiles, so that no change of the picture can interrupt it. */
export function RemoteSounds({ sound, participants }: { sound: RemoteSound; participants: readonly RemoteParticipant[] }) {
  return (
    <div hidden>
      {participants.map(({ id, stream, screen, screenStream }) => (
        <Fragment key={id}>
          <Sound of={id} sound={sound} stream={stream} />
          {screen && <Sound of={id} sound={sound} stream={screenStream} />}
        </Fragment>
      ))}
    </div>
  );
}

function Sound({ of, sound, stream }: { of: string; sound: RemoteSound; stream: MediaStream }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => (audio.current ? sound.attach(audio.current, stream) : undefined), [sound, stream]);
  return <audio ref={audio} data-sound-of={of} />;
}
