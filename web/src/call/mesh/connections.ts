/** The ways that media may take. */
export interface Ways {
  iceServers: RTCIceServer[];
  /** Through the relay and in no other way, so that neither side learns the other's address. */
  relayOnly?: boolean;
}

/** Makes peer connections, and keeps one warm so that whoever comes next is answered without a moment's delay. */
export class Connections {
  readonly #configuration: RTCConfiguration;
  #spare: RTCPeerConnection | null = null;

  private constructor(configuration: RTCConfiguration) {
    this.#configuration = configuration;
  }

  /** One certificate serves all connections of this page: it takes time to make. */
  static async open({ iceServers, relayOnly = false }: Ways): Promise<Connections> {
    const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
    const certificate = await RTCPeerConnection.generateCertificate(algorithm).catch(() => null);
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
    return connection;
  }

  /** The spare one gathers addresses in advance. */
  warmUp(): void {
    this.#spare ??= new RTCPeerConnection({ ...this.#configuration, iceCandidatePoolSize: 1 });
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
