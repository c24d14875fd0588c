import { prepareRepeats } from "@/call/mesh/redundancy/repeats";

/** The ways that media may take. */
export interface Ways {
  iceServers: RTCIceServer[];
  /** Through the relay and in no other way, so that neither side learns the other's address. */
  relayOnly?: boolean;
}

/** Makes peer connections, and keeps one warm so that whoever comes next is answered without a moment's delay. */
export class Connections {
  readonly #configuration: RTCConfiguration;
  readonly #made = new Set<RTCPeerConnection>();
  #spare: RTCPeerConnection | null = null;

  private constructor(configuration: RTCConfiguration) {
    this.#configuration = configuration;
  }

  /** One certificate, and one worker, serve all connections of this page: they take time to make. */
  static async open({ iceServers, relayOnly = false }: Ways): Promise<Connections> {
    const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
    const [certificate] = await Promise.all([
      RTCPeerConnection.generateCertificate(algorithm).catch(() => null),
      prepareRepeats(),
    ]);
    return new Connections({
      iceServers,
      iceTransportPolicy: relayOnly ? "relay" : "all",
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
      ...(certificate === null ? {} : { certificates: [certificate] }),
    });
  }

  make(): RTCPeerConnection {
    const connection = this.#spare ?? new RTCPeerConnection(this.#configuration);
    this.#spare = null;
    this.#made.add(connection);
    return connection;
  }

  /** The spare one gathers addresses in advance. */
  warmUp(): void {
    this.#spare ??= new RTCPeerConnection({ ...this.#configuration, iceCandidatePoolSize: 1 });
  }

  /** For those to come, and for those there are when they next look for a way. */
  setIceServers(iceServers: RTCIceServer[]): void {
    this.#configuration.iceServers = iceServers;
    this.renew();
    for (const connection of this.#made) {
      if (connection.signalingState === "closed") this.#made.delete(connection);
      else connection.setConfiguration(this.#configuration);
    }
  }

  /** The addresses of the spare one are those of a network that is gone. */
  renew(): void {
    if (this.#spare === null) return;
    this.close();
    this.warmUp();
  }

  close(): void {
    this.#spare?.close();
    this.#spare = null;
  }
}
