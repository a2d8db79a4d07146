/**
 * What is known of a code by itself: what it was bound to, and where an unknown one was last seen. As core/bindings.py.
 */
import { judged } from "./fold.js"

/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").State} State */

/** A code that nobody has scanned. @returns {State} */
export const blank = () => ({ ...judged(), to: null, place: null, at: null, by: null })

/**
 * The latest link counts.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, { kind, body, at, by }) => {
  if (kind === "Bound") return { ...state, to: body.to }
  return { ...state, place: body.place || body.gate || state.place, at, by }
}
