/**
 * Reads what was scanned or typed, by the rules of siteops/core/codes.py;
 * tests/cases/codes.json holds the two together.
 */

/**
 * `kind`: "code" (8 characters), "badge" (16) or "text" (anything else, such as a case code, LX-0108).
 * `value`: the code in its one spelling; for "text", the text itself. `text`: what was read, trimmed: a case's own
 * number can have the shape of a code, so try `value` as a code first, then `text`.
 * @typedef {{kind: "code"|"badge"|"text", value: string, text: string}} Reading
 */

// The most a QR code can hold (version 40 at level L; ISO/IEC 18004). Longer texts come from no scanner.
const LONGEST = 4296
// Spaces, control characters (a wedge scanner may end with one) and invisible marks, spelt out because
// "white space" is not the same set in JavaScript and in Python.
const BLANK = "\\x00-\\x20\\x7f-\\xa0\\xad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff"
const EDGES = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g")
// What a tired hand or a keyboard of another country puts between two groups of a code.
const GAPS = new RegExp(`[${BLANK}\\u2010-\\u2015\\u2212-]+`, "g")
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}(?:[0-9A-HJKMNP-TV-Z]{8})?$/
const LINK = /^(?:https?:\/\/)?[^/?#]+\/q\/([^/?#]+)\/?(?:[?#].*)?$/is

/**
 * `text` in a code's one spelling: no gaps, upper case, and the letters that are taken for digits as digits.
 * Only ASCII changes: in some languages upper case has other letters, or two of them.
 * @param {string} text
 */
const tidy = (text) => text.replace(GAPS, "").replace(/[a-z]/g, (letter) => letter.toUpperCase())
  .replace(/[IL]/g, "1").replace(/O/g, "0")

/**
 * What a text means: a `/Q/` link of any host, a bare code, or a text of another kind. Never throws.
 * @param {string} text
 * @returns {Reading}
 */
export const read = (text) => {
  if (text.length > LONGEST) return { kind: "text", value: text, text }
  const trimmed = text.replace(EDGES, "")
  const link = LINK.exec(trimmed)
  const code = tidy(link ? link[1] : trimmed)
  if (!CODE.test(code)) return { kind: "text", value: trimmed, text: trimmed }
  return { kind: code.length === 8 ? "code" : "badge", value: code, text: trimmed }
}

/**
 * The code in groups of four, as a person reads it out: `3FHQ 81TC`.
 * @param {string} code
 */
export const spaced = (code) => code.replace(/.{4}(?=.)/g, "$& ")

/**
 * What this phone holds instead of a badge's code: `#` and 32 hex digits.
 * @param {string} badge
 * @returns {Promise<string>}
 */
export const hashed = async (badge) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(badge))
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"))
  return "#" + hex.join("").slice(0, 32)
}
