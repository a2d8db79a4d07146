/** When codes in one picture are a stack, and which of them belong to it. Pure. */

/**
 * @typedef {object} Seen
 * @property {import("./reader.js").Point[]} corners where it was last
 * @property {number} seen_ms when
 *
 * @typedef {object} Stack
 * @property {Record<string, Seen>} seen by text of the code; empty: there is no stack
 * @property {number} many_ms when several were last in one picture
 */

/** @type {Stack} */
export const NONE = { seen: {}, many_ms: -Infinity }

/** Two labels are in the picture whenever two cases stand side by side: then the one aimed at is meant. */
export const LEAST = 3

/** Labels blur and come back while the phone passes along a stack: so long, one in the picture is still part of it. */
export const LINGER_MS = 1500

/** A stack that nobody has looked at for this long was not meant. */
export const LAPSE_MS = 20_000

/**
 * The stack after one more look, and whether what is in the picture belongs to it.
 * @param {Stack} stack
 * @param {import("./reader.js").Reading[]} readings of codes that can be in a stack
 * @param {number} now_ms
 * @returns {{stack: Stack, taken: boolean}}
 */
export function add(stack, readings, now_ms) {
  const kept = now_ms - stack.many_ms > LAPSE_MS ? NONE : stack
  const many = readings.length >= LEAST || (isOpen(kept) && readings.length > 1)
  const taken = many || (isOpen(kept) && now_ms - kept.many_ms < LINGER_MS)
  if (!taken) return { stack: kept, taken }
  const found = Object.fromEntries(readings.map(({ text, corners }) => [text, { corners, seen_ms: now_ms }]))
  return { stack: { seen: { ...kept.seen, ...found }, many_ms: many ? now_ms : kept.many_ms }, taken }
}

/** Whether there is one. @param {Stack} stack */
export const isOpen = ({ seen }) => Object.keys(seen).length > 0

/** The stack without a code that was scanned by itself. @param {Stack} stack @param {string} text @returns {Stack} */
export function without({ seen, many_ms }, text) {
  const { [text]: _, ...others } = seen
  return { seen: others, many_ms }
}
