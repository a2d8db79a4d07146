/**
 * Who is on site now, and how long they have worked, stepped from the log as siteops/crew/state.py steps it.
 */
import { between, find, judged } from "../core/fold.js"

/** @typedef {import("../core/types.js").Fact} Fact */
/** @typedef {import("../core/types.js").State} State */

/** One badge at two gates within this time: two people use it. */
const SHARED_MS = 120_000

/** Somebody not on site. `since`: on site since, null if not. `worked`: seconds of closed stints. @returns {State} */
export const blank = () => ({ ...judged(), since: null, gate: null, first_in: null, worked: 0 })

/**
 * The person after one more entry. The earliest check-in counts; a second one is worth a look.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, entry) => {
  if (entry.kind === "CheckedIn") return state.since === null ? enter(state, entry) : again(state, entry)
  return entry.kind === "CheckedOut" && state.since !== null ? leave(state, entry) : state
}

/** @param {State} state @param {Fact} entry @returns {State} */
const enter = (state, { at, body }) => ({ ...state, since: at, gate: body.gate, first_in: state.first_in ?? at })

/** @param {State} state @param {Fact} entry @returns {State} */
const again = (state, entry) => {
  const { gate } = entry.body
  const quick = between(state.since, entry.at) < SHARED_MS
  const kind = quick && gate !== state.gate ? "badge_shared" : "already_in"
  return find(state, kind, entry, { since: state.since, was: state.gate, place: gate })
}

/** @param {State} state @param {Fact} entry @returns {State} */
const leave = (state, { at }) =>
  ({ ...state, worked: state.worked + Math.trunc(between(state.since, at) / 1000), since: null, gate: null })
