/**
 * What is known of a code by itself: what it was bound to, and where an unknown one was last seen. As core/bindings.py.
 */
import { find, judged } from "./fold.js"

/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").State} State */

/** A code that nobody has scanned. @returns {State} */
export const blank = () => ({ ...judged(), to: null, place: null, at: null, by: null, number: null })

/**
 * The earliest link counts, and one made anew; of another that did not know of it, a lead is told.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, entry) => {
  const { kind, body, at, by } = entry
  if (kind === "Bound") return link(state, entry)
  if (kind === "Named") return { ...state, number: body.number }
  return { ...state, place: body.place || body.gate || state.place, at, by }
}

/** @param {State} state @param {Fact} entry @returns {State} */
const link = (state, entry) => {
  const { to, anew } = entry.body
  if (state.to === null || anew) return { ...state, to }
  return state.to === to ? state : find(state, "linked_twice", entry, { was: state.to, place: to, by: entry.by })
}
