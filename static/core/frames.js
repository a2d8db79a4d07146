/**
 * Bytes as a row of codes that one phone shows and another reads, in any order and as often as it takes: each says which
 * of how many it is, and of which handing over. Spelled in the letters that a code packs densest (base 45, RFC 9285).
 */

/** What every frame begins with; no supplier's label does. */
const MARK = "SITEOPS"
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
/** Bytes a frame: with its head just what a code of core/qr.js holds. */
const BYTES = 398
/** Most frames of one handing over: over a minute of holding still; and what they may unpack to. */
const MOST_FRAMES = 250
const MOST_BYTES = 4e6
const FRAME = new RegExp(`^${MARK}/([0-9A-Z]{4})/([0-9]{1,3})/([0-9]{1,3})/([0-9A-Z $%*+./:-]*)$`)

/** `name`: of the handing over. `at`: from 0. @typedef {{name: string, at: number, count: number, bytes: Uint8Array}} Frame */

/** More than one handing over can carry. */
export class TooMuch extends Error {}

/** A name for a handing over, so that two are not mixed up. */
export const named = () => [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => LETTERS[byte % 36]).join("")

/**
 * The frames of some bytes. Raises TooMuch.
 * @param {Uint8Array} bytes
 * @param {string} name
 */
export const cut = (bytes, name) => {
  const count = Math.max(1, Math.ceil(bytes.length / BYTES))
  if (count > MOST_FRAMES) throw new TooMuch()
  return Array.from({ length: count }, (_, at) => `${MARK}/${name}/${at}/${count}/${spelled(bytes.subarray(at * BYTES, (at + 1) * BYTES))}`)
}

/** Whether a text is meant for here. @param {string} text */
export const isFrame = (text) => text.startsWith(`${MARK}/`)

/** A frame as it was read; null if it is none that makes sense. @param {string} text @returns {Frame|null} */
export const read = (text) => {
  const [, name, at, count, letters] = FRAME.exec(text) ?? []
  const bytes = letters === undefined ? null : bytesOf(letters)
  if (!bytes || Number(at) >= Number(count) || Number(count) > MOST_FRAMES) return null
  return { name, at: Number(at), count: Number(count), bytes }
}

/** Two bytes are three letters, one byte two; the lowest first. @param {Uint8Array} bytes */
const spelled = (bytes) => {
  let text = ""
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let value = pair ? bytes[at] * 256 + bytes[at + 1] : bytes[at]
    for (let letter = 0; letter < (pair ? 3 : 2); letter += 1, value = Math.floor(value / 45)) text += LETTERS[value % 45]
  }
  return text
}

/** @param {string} text @returns {Uint8Array|null} null where no bytes spell it */
const bytesOf = (text) => {
  /** @type {number[]} */
  const bytes = []
  for (let at = 0; at < text.length; at += 3) {
    const letters = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter))
    const value = letters.reduceRight((sum, letter) => sum * 45 + letter, 0)
    if (letters.length === 1 || value > (letters.length === 3 ? 0xffff : 0xff)) return null
    bytes.push(...letters.length === 3 ? [value >> 8, value & 0xff] : [value])
  }
  return Uint8Array.from(bytes)
}

/** A text made small. @param {string} text */
export const packed = async (text) => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The text that was made small. Rejects for bytes that are none, and for a text beyond all measure. @param {Uint8Array<ArrayBuffer>} bytes */
export const unpacked = async (bytes) => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader()
  const parts = []
  let left = MOST_BYTES
  for (let one = await reader.read(); !one.done; one = await reader.read()) {
    left -= one.value.length
    if (left < 0) throw new TooMuch()
    parts.push(one.value)
  }
  return new Blob(parts).text()
}
