/**
 * Where the show as a whole stands, stepped from the log as siteops/dock/state.py steps it.
 */
import { judged } from "../core/fold.js"

/** @typedef {import("../core/types.js").Fact} Fact */
/** @typedef {import("../core/types.js").State} State */

/** A show that is being prepared. `closed`: legs that are over; what was not scanned in them is missing. @returns {State} */
export const blank = () => ({ ...judged(), phase: "prep", since: null, closed: [] })

/**
 * The show after one more entry.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, { kind, body, at }) => {
  if (kind === "PhaseBegan") return { ...state, phase: body.phase, since: at }
  return kind === "LegClosed" && !state.closed.includes(body.leg) ? { ...state, closed: [...state.closed, body.leg] } : state
}
