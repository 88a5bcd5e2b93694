/** A list of integers of 32 bits that grows. */
export class Integers {
  private values = new Int32Array(64)
  private count = 0

  get length(): number {
    return this.count
  }

  push(value: number): void {
    if (this.count === this.values.length) {
      const larger = new Int32Array(2 * this.count)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.count++] = value
  }

  at(index: number): number {
    const value = index < this.count ? this.values[index] : undefined
    if (value === undefined) throw new RangeError(`there is no integer ${index} among ${this.count}`)
    return value
  }

  set(index: number, value: number): void {
    if (index >= this.count) throw new RangeError(`there is no integer ${index} among ${this.count}`)
    this.values[index] = value
  }

  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.count; i++) yield this.at(i)
  }
}
