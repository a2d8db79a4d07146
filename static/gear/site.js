/** The cases, places and states on this phone, as the rules of this room ask for them. */
import { row, rows, show, state } from "../core/world.js"

/**
 * The site as it is now. `leg`: the one that a scan made now belongs to; the phase decides if it is not given.
 * @param {string} [leg]
 * @returns {import("./rules.js").Site}
 */
export const site = (leg) => {
  const { phase, closed } = state("show", show())
  return {
    cases: () => rows("case"), case: (id) => row("case", id), place: (id) => row("place", id), state: (id) => state("case", id),
    leg: leg ?? (["load-out", "wrapped"].includes(phase) ? "out" : "in"), phase, closed,
  }
}
