/** Cases between two rungs: in the house and not in their zone, packed and not on a truck. */
import { listed } from "../gear/counts.js"
import { plan, rung, where } from "../gear/rules.js"

/** @typedef {import("../gear/rules.js").Site} Site */
/** A case on its way. `since`: not moved since then. @typedef {{id: number, rung: string, since: string|null}} Case */

/**
 * Cases that have begun their way and not ended it. A zone where nobody ever scans says nothing of what stands before it.
 * @param {Site} site
 * @param {Map<string, import("./measure.js").Group>} groups
 * @returns {Case[]}
 */
export const halfway = (site, groups) => {
  const zoned = (/** @type {number} */ id) => Boolean(groups.get(`zone:${plan(id, site).zone}`)?.count.placed)
  const begun = listed(site).filter(({ id }) => {
    const { arrived, placed, packed, place } = site.state(id)
    if (place === null) return false
    return site.leg === "in" ? arrived && !placed && zoned(id) : packed && !place.startsWith("truck:")
  })
  return begun.map(({ id }) => ({ id, rung: rung(id, site), since: where(id, site).since }))
}
