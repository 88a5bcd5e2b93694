const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes that grow; integers are LEB128 (seven bits a byte, lowest first). */
export class ByteWriter {
  #bytes = new Uint8Array(4096)
  #length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  integer(value: number): void {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 128)
    this.byte(rest)
  }

  /** Hex digits, an even number of them, without 0x. */
  hex(digits: string): void {
    for (let i = 0; i < digits.length; i += 2) this.byte(Number.parseInt(digits.slice(i, i + 2), 16))
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const grown = new Uint8Array(this.#bytes.length * 2)
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

/** Reads what a ByteWriter wrote; throws a RangeError where the bytes end early or a number is out of range. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #place = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const value = this.#bytes[this.#place]
    if (value === undefined) throw new RangeError('the packed access sets end early')
    this.#place++
    return value
  }

  integer(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 35; scale *= 128) {
      const next = this.byte()
      value += (next & 127) * scale
      if (next < 128) return value
    }
    throw new RangeError('the packed access sets hold a number that is too large')
  }

  /** A count of things that take at least one byte each, so that nonsense cannot ask for more than there is. */
  count(): number {
    const value = this.integer()
    if (value > this.#bytes.length - this.#place) throw new RangeError('the packed access sets end early')
    return value
  }

  hex(bytes: number): string {
    let digits = ''
    for (let i = 0; i < bytes; i++) digits += HEX[this.byte()] ?? ''
    return digits
  }

  get done(): boolean {
    return this.#place === this.#bytes.length
  }
}
