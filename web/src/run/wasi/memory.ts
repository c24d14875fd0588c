/** A program's memory, as WASI's calls see it. It grows meanwhile, so its buffer is asked for each time. */
export class Memory {
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  bytes(at: number, size: number): Uint8Array<ArrayBuffer> {
    // Addresses come as signed numbers.
    return new Uint8Array(this.#memory.buffer, at >>> 0, size >>> 0);
  }

  /** What an array of `count` (address, size) says. */
  pieces(at: number, count: number): Uint8Array<ArrayBuffer>[] {
    return Array.from({ length: count }, (_, index) => this.bytes(this.get32(at + index * 8), this.get32(at + index * 8 + 4)));
  }

  get8(at: number): number {
    return this.#view().getUint8(at >>> 0);
  }

  get32(at: number): number {
    return this.#view().getUint32(at >>> 0, true);
  }

  get64(at: number): bigint {
    return this.#view().getBigUint64(at >>> 0, true);
  }

  set32(at: number, value: number): void {
    this.#view().setUint32(at >>> 0, value, true);
  }

  set64(at: number, value: bigint): void {
    this.#view().setBigUint64(at >>> 0, value, true);
  }

  fill(at: number, size: number, value: number): void {
    this.bytes(at, size).fill(value);
  }

  /** A call that answers with a time does nothing else. */
  setTime(at: number, nanoseconds: bigint): number {
    this.set64(at, nanoseconds);
    return 0;
  }

  #view(): DataView {
    return new DataView(this.#memory.buffer);
  }
}
