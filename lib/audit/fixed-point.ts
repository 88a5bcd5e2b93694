/**
 * Logarithm, exponential and square root in integers, so that a measure that needs them has the same digits on every machine.
 * A fixed-point number is an integer in units of 10^-36.
 */
export const UNIT = 10n ** 36n
/** Digits that are shown of a fixed-point number: the rest takes up what the steps before cut off. */
const SHOWN = 18

/** Natural logarithm of numerator / denominator, both above 0: halved or doubled into 1 to 2, then by the series of artanh. */
export function ln(numerator: bigint, denominator: bigint): bigint {
  if (numerator <= 0n || denominator <= 0n) throw new RangeError('a logarithm needs a positive number')
  let x = (numerator * UNIT) / denominator
  if (x === 0n) throw new RangeError('the number is below what fixed point can hold')
  let twos = 0n
  while (x >= 2n * UNIT) {
    x /= 2n
    twos += 1n
  }
  while (x < UNIT) {
    x *= 2n
    twos -= 1n
  }
  return twos * LN_2 + artanhTwice(((x - UNIT) * UNIT) / (x + UNIT))
}

/** e to the power of a fixed-point number that is at most 0, by the series of the exponential. */
export function exp(power: bigint): bigint {
  if (power > 0n) throw new RangeError('only powers up to 0 are needed')
  const halvings = -power / LN_2
  const rest = power + halvings * LN_2
  let sum = UNIT
  let term = UNIT
  for (let i = 1n; term !== 0n; i++) {
    term = (term * rest) / (UNIT * i)
    sum += term
  }
  return halvings > 300n ? 0n : sum >> halvings
}

/** Integer square root, rounded down, by Newton's method. */
export function squareRoot(value: bigint): bigint {
  if (value < 0n) throw new RangeError('a square root needs a number that is not negative')
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** "0.123456789012345678": 18 places, cut off. */
export function decimal(value: bigint): string {
  const cut = (value < 0n ? -value : value) / 10n ** BigInt(36 - SHOWN)
  const digits = cut.toString().padStart(SHOWN + 1, '0')
  return `${value < 0n && cut !== 0n ? '-' : ''}${digits.slice(0, -SHOWN)}.${digits.slice(-SHOWN)}`
}

/** ln((1 + y) / (1 - y)) for y between 0 and 1/3. */
function artanhTwice(y: bigint): bigint {
  const square = (y * y) / UNIT
  let power = y
  let sum = 0n
  for (let i = 1n; power !== 0n; i += 2n) {
    sum += power / i
    power = (power * square) / UNIT
  }
  return 2n * sum
}

const LN_2 = artanhTwice(UNIT / 3n)
