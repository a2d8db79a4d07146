/**
 * QR codes on the screen, of one size only: version 13 at level L, in the dense mode of digits, capitals and some signs.
 * A screen is clean and flat, so repair is worth less than room. ISO/IEC 18004; its numbers stand where they are used.
 */

/** Modules a side. */
export const SIZE = 69
/** Most letters a code holds. */
export const MOST = 619
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
/** Four blocks, each of so many codewords of data and of repair. */
const BLOCKS = 4
const DATA = 107
const REPAIR = 26
const ALIGNED = [6, 34, 62]
/** Level L with mask 0, and version 13, each with the bits that repair them. */
const FORMAT = 0b111011111000100
const VERSION_BITS = 0b001101100001000111

/**
 * The modules of a text, row by row, 1 is dark; the quiet zone is the drawer's. Raises RangeError for a text that no
 * such code holds.
 * @param {string} text
 * @returns {Uint8Array} SIZE × SIZE
 */
export const modules = (text) => {
  const grid = furnished()
  fill(grid, interleaved(codewords(text)))
  return grid.map((module) => module & 1)
}

/** The text as codewords of data, padded to the end. @param {string} text */
const codewords = (text) => {
  const values = [...text].map((letter) => LETTERS.indexOf(letter))
  if (values.length > MOST || values.includes(-1)) throw new RangeError("no code of ours holds this text")
  let bits = "0010" + binary(values.length, 11)
  for (let at = 0; at + 1 < values.length; at += 2) bits += binary(values[at] * 45 + values[at + 1], 11)
  if (values.length % 2) bits += binary(values[values.length - 1], 6)
  const most = BLOCKS * DATA * 8
  bits += "0".repeat(Math.min(4, most - bits.length))
  bits += "0".repeat(-bits.length & 7)
  const words = Uint8Array.from({ length: bits.length / 8 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2))
  const padded = new Uint8Array(BLOCKS * DATA)
  padded.set(words)
  for (let at = words.length; at < padded.length; at += 1) padded[at] = (at - words.length) % 2 ? 0x11 : 0xec
  return padded
}

/** @param {number} value @param {number} length */
const binary = (value, length) => value.toString(2).padStart(length, "0")

/** Logarithms in the field of 256 that repair is reckoned in. */
const EXP = new Uint8Array(510)
const LOG = new Uint8Array(256)
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = EXP[power + 255] = value
  LOG[value] = power
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1
}

/** @param {number} a @param {number} b */
const times = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0)

/** What a block's repair is the rest of a division by: the product of all (x - 2^n), without its leading 1. */
const DIVISOR = Array.from({ length: REPAIR }).reduce((/** @type {number[]} */ product, _, power) =>
  [...product, 0].map((factor, at) => factor ^ times(product[at - 1] ?? 0, EXP[power])), [1]).slice(1)

/** @param {Uint8Array} block */
const repair = (block) => {
  const rest = new Uint8Array(REPAIR)
  for (const word of block) {
    const lead = word ^ rest[0]
    rest.copyWithin(0, 1)
    rest[REPAIR - 1] = 0
    for (let at = 0; at < REPAIR; at += 1) rest[at] ^= times(DIVISOR[at], lead)
  }
  return rest
}

/** Data and repair as they lie in the code: a word of each block in turn. @param {Uint8Array} data */
const interleaved = (data) => {
  const blocks = Array.from({ length: BLOCKS }, (_, at) => data.subarray(at * DATA, (at + 1) * DATA))
  const repairs = blocks.map(repair)
  const inTurn = (/** @type {Uint8Array[]} */ lists) => [...lists[0]].flatMap((_, at) => lists.map((list) => list[at]))
  return [...inTurn(blocks), ...inTurn(repairs)]
}

/** A module that no data may lie on. */
const FIXED = 2

/** What every code has: the marks it is found, measured and read by. */
const furnished = () => {
  const grid = new Uint8Array(SIZE * SIZE)
  const put = (/** @type {number} */ row, /** @type {number} */ column, /** @type {unknown} */ dark) => {
    if (row >= 0 && column >= 0 && row < SIZE && column < SIZE) grid[row * SIZE + column] = Number(Boolean(dark)) | FIXED
  }
  for (let at = 0; at < SIZE; at += 1) for (const [row, column] of [[6, at], [at, 6]]) put(row, column, at % 2 === 0)
  for (const [row, column] of [[3, 3], [3, SIZE - 4], [SIZE - 4, 3]]) rings(put, row, column, 4, [0, 1, 3])
  for (const row of ALIGNED) for (const column of ALIGNED) if (!atFinder(row, column)) rings(put, row, column, 2, [0, 2])
  format(put)
  version(put)
  return grid
}

/** @param {number} row @param {number} column */
const atFinder = (row, column) => [row, column].every((at) => at === 6 || at === SIZE - 7) && row + column < 2 * (SIZE - 7)

/**
 * Square rings around a middle, dark where their distance is among `dark`.
 * @param {(row: number, column: number, dark: unknown) => void} put
 * @param {number} row
 * @param {number} column
 * @param {number} reach
 * @param {number[]} dark
 */
const rings = (put, row, column, reach, dark) => {
  for (let down = -reach; down <= reach; down += 1) {
    for (let right = -reach; right <= reach; right += 1) {
      put(row + down, column + right, dark.includes(Math.max(Math.abs(down), Math.abs(right))))
    }
  }
}

/** How the code is masked and repaired, twice. @param {(row: number, column: number, dark: unknown) => void} put */
const format = (put) => {
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = (FORMAT >> bit) & 1
    put(bit < 6 ? bit : bit < 8 ? bit + 1 : SIZE - 15 + bit, 8, dark)
    put(8, bit < 8 ? SIZE - 1 - bit : bit === 8 ? 7 : 14 - bit, dark)
  }
  put(SIZE - 8, 8, 1)
}

/** Which version it is, twice. @param {(row: number, column: number, dark: unknown) => void} put */
const version = (put) => {
  for (let bit = 0; bit < 18; bit += 1) {
    const [near, far] = [Math.floor(bit / 3), SIZE - 11 + (bit % 3)]
    put(near, far, (VERSION_BITS >> bit) & 1)
    put(far, near, (VERSION_BITS >> bit) & 1)
  }
}

/** Lay the codewords into what is free, in columns of two, upward and downward in turn. @param {Uint8Array} grid @param {number[]} words */
const fill = (grid, words) => {
  let bit = 0
  for (let pair = SIZE - 1, up = true; pair > 0; pair -= pair === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < SIZE; step += 1) {
      const row = up ? SIZE - 1 - step : step
      for (const column of [pair, pair - 1]) {
        if (grid[row * SIZE + column] & FIXED) continue
        const dark = (words[bit >> 3] >> (7 - (bit & 7))) & 1
        grid[row * SIZE + column] = dark ^ Number((row + column) % 2 === 0)
        bit += 1
      }
    }
  }
}
