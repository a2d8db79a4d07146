/**
 * Each step of a list as it stands, stepped from the log as siteops/checklists/state.py steps it.
 */
import { between, find, judged } from "../core/fold.js"

/** @typedef {import("../core/types.js").Fact} Fact */
/** @typedef {import("../core/types.js").State} State */

/** Two phones that tick and untick within this time have not seen each other's word. */
const AT_ONCE_MS = 60_000

/**
 * A step nobody has spoken of. `contested`: another phone had said the opposite at once.
 * @returns {State}
 */
export const blank = () =>
  ({ ...judged(), done: false, at: null, by: null, photo: null, device: null, contested: false })

/**
 * The step after one more entry: the latest word counts.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, entry) => {
  if (entry.kind === "Ticked") return { ...say(state, entry, true), photo: entry.body.photo || state.photo }
  return entry.kind === "Unticked" ? { ...say(state, entry, false), photo: null } : state
}

/**
 * Take one phone's word, and notice when another's was the opposite a moment ago.
 * @param {State} state
 * @param {Fact} entry
 * @param {boolean} done
 * @returns {State}
 */
const say = (state, entry, done) => {
  const { at, by, device } = entry
  const opposite = state.at !== null && state.done !== done && state.device !== device
  const contested = opposite && between(state.at, at) < AT_ONCE_MS
  return { ...(contested ? find(state, "contested", entry, { done }) : state), contested, done, at, by, device }
}
