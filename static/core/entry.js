/**
 * Entries as text: made clean on the phone, so that one bad character never costs its neighbours. Pure.
 */

/** @typedef {import("./types.js").Entry} Entry */

/** Most entries in one push, and the most bytes: the protocol's figures. */
export const MOST_LINES = 100
export const MOST_BYTES = 1024 * 1024

/** A value that no entry may carry; a mistake in our own code, never a person's. */
export class BadValue extends TypeError {}

/** A new id for what a phone mints. Old and insecure contexts have no `randomUUID`. @returns {string} */
export const mint = () => crypto.randomUUID?.() ?? fromBytes(crypto.getRandomValues(new Uint8Array(16)))

/**
 * The version 4 UUID of 16 random bytes.
 * @param {Uint8Array} bytes
 */
export const fromBytes = (bytes) => {
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/**
 * `text` without NUL (PostgreSQL refuses it) and with each half of a cut emoji replaced.
 * @param {string} text
 */
export const wellFormed = (text) => text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd")

/**
 * A JSON value with every text in it well-formed. Raises BadValue for what JSON or the log cannot hold.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export const clean = (value) => /** @type {T} */ (cleaned(value))

/** @param {unknown} value @returns {unknown} */
const cleaned = (value) => {
  if (typeof value === "string") return wellFormed(value)
  if (value === null || typeof value === "boolean") return value
  if (typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  if (Array.isArray(value)) return value.map(cleaned)
  if (value && Object.getPrototypeOf(value) === Object.prototype) {
    const kept = Object.entries(value).filter(([, one]) => one !== undefined)
    return Object.fromEntries(kept.map(([name, one]) => [wellFormed(name), cleaned(one)]))
  }
  throw new BadValue(`An entry cannot carry ${String(value)}`)
}

/**
 * Where an entry stands in its subject's history; compared as text.
 * @param {{at: string, device: string, n: number}} entry
 */
export const position = ({ at, device, n }) => `${at}|${device}|${String(n).padStart(16, "0")}`

/**
 * An instant as it travels: UTC, always with milliseconds.
 * @param {number} at milliseconds since 1970
 */
export const instant = (at) => new Date(at).toISOString()

/**
 * The body of a push: a header line, then one entry a line.
 * @param {Entry[]} entries
 * @param {{device: string, sentAt: string, queued: number}} sender
 */
export const lines = (entries, { device, sentAt, queued }) =>
  [{ protocol: 1, device, sent_at: sentAt, queued }, ...entries].map((one) => JSON.stringify(one) + "\n").join("")

/**
 * The first of `waiting` that fit one push, at least one.
 * @template {{entry: Entry}} T
 * @param {T[]} waiting oldest first
 * @param {number} [most] fewer lines than the protocol allows
 * @returns {T[]}
 */
export const batch = (waiting, most = MOST_LINES) => {
  let room = MOST_BYTES - 1024 // the header line
  let count = 0
  for (const { entry } of waiting.slice(0, Math.min(most, MOST_LINES))) {
    room -= bytes(JSON.stringify(entry)) + 1
    if (room < 0 && count) break
    count += 1
  }
  return waiting.slice(0, count)
}

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text).length
