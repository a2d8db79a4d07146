/** Cases by what somebody remembers of them. */
import { rows } from "../core/world.js"

/** @typedef {import("../core/types.js").Row} Row */

/** Lower case, without what people leave out when they type a number. @param {string} text */
const bare = (text) => text.toLowerCase().replace(/[\s\-_.]/g, "")

/**
 * Cases whose number or name has `text` in it; those whose number ends or begins with it come first.
 * @param {string} text
 * @param {number} most
 * @returns {Row[]}
 */
export const matching = (text, most) => {
  const wanted = bare(text)
  if (!wanted) return []
  const found = rows("case").map((one) => ({ one, score: score(one, wanted) })).filter(({ score: points }) => points > 0)
  return found.sort((a, b) => b.score - a.score || (a.one.code < b.one.code ? -1 : 1)).slice(0, most).map(({ one }) => one)
}

/** @param {Row} one @param {string} wanted */
const score = ({ code, name }, wanted) => {
  const number = bare(code)
  if (number === wanted) return 4
  if (number.endsWith(wanted) || number.startsWith(wanted)) return 3
  if (number.includes(wanted)) return 2
  return bare(name).includes(wanted) ? 1 : 0
}
