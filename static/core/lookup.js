/**
 * What a scanned or typed text stands for on this show.
 */
import { hashed, read } from "./codes.js"
import { bound, rows, watch } from "./world.js"

/**
 * `subject`: `case:12`, `dock:3`, `person:7`…; for a code that stands for nothing yet `code:<code>`, which may be
 * recorded all the same; null for a text that is neither a code nor a case's number.
 * `code`: the code in its one spelling (a badge's hash), null for a case's number.
 * @typedef {{subject: string|null, code: string|null, known: boolean}} Found
 */

/** @type {Map<string, number>|null} */
let numbers = null

/**
 * What `text` stands for: a link or code first, then a case's painted number, whatever its upper and lower case.
 * @param {string} text
 * @returns {Promise<Found>}
 */
export const find = async (text) => {
  const { kind, value, text: plain } = read(text)
  const code = kind === "badge" ? await hashed(value) : kind === "code" ? value : null
  const subject = code === null ? null : bound(code)
  if (subject) return { subject, code, known: true }
  const number = byNumber(plain)
  if (number !== undefined) return { subject: `case:${number}`, code: null, known: true }
  return { subject: code && `code:${code}`, code, known: false }
}

/** Whether it is what is painted on a case of this show. @param {string} text */
export const isNumber = (text) => byNumber(text) !== undefined

/** @param {string} text @returns {number|undefined} */
const byNumber = (text) => index().get(folded(text))

const index = () => (numbers ??= new Map(rows("case").map(({ code, id }) => [folded(code), id])))

/** A painted number as it is compared. @param {string} text */
const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase()

watch((names) => {
  if (!names.has("case")) return
  numbers = null
  // Made between two frames, so that the first typed number is found at once.
  setTimeout(index)
})
