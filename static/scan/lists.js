/** Lists, with what the cases themselves tick: the log knows what lies on a truck. */
import { nameOf } from "../core/names.js"
import { t } from "../core/words.js"
import { screensOf } from "../checklists/screens.js"
import { aboard, isAboard, listed } from "../gear/counts.js"
import { plan, where } from "../gear/rules.js"
import { site } from "../gear/site.js"

/** @typedef {import("../core/types.js").Row} Row */

/** Cases of a list's truck (and zone), and how many lie on it. @param {Row} list */
const load = ({ truck, zone }) => (truck === null ? { total: 0, loaded: 0 } : aboard(truck, zone, site("out")))

/** Those that do not, in the order of the plan. @param {Row} list */
const ashore = ({ truck, zone }) => {
  const now = site("out")
  const wanted = listed(now).filter(({ id }) => {
    const to = plan(id, now)
    return to.truck === truck && (zone === null || to.zone === zone)
  })
  return wanted.filter(({ id }) => !isAboard(id, truck, now)).sort((a, b) => (a.sort ?? Infinity) - (b.sort ?? Infinity) || (a.code < b.code ? -1 : 1))
    .map(({ id, code, name }) => ({ id, code, name, where: seen(id, now) }))
}

/** Where it was last seen. @param {number} id @param {import("../gear/rules.js").Site} now */
const seen = (id, now) => {
  const { place, trail } = where(id, now)
  const box = trail.length > 1 ? t("in {box}", { box: nameOf(`case:${trail[1]}`) }) : ""
  return [box, place ? nameOf(place) : t("not scanned")].filter(Boolean).join(" · ")
}

export const screens = screensOf({ load, ashore })
