/** Where a case was last seen, when, and by whom. */
import { nameOf } from "../core/names.js"
import { t, time } from "../core/words.js"
import { rung, where } from "./rules.js"

/** @param {number} id @param {import("./rules.js").Site} site */
export const lastSeen = (id, site) => {
  const { place, since, trail } = where(id, site)
  const box = trail.length > 1 ? t("in {box}", { box: nameOf(`case:${trail[1]}`) }) : ""
  if (!place) return [box, rung(id, site) === "missing" ? t("missing") : t("not scanned")].filter(Boolean).join(" · ")
  const { by } = site.state(trail[trail.length - 1])
  const who = by === null || since === null ? "" : t("{time}, {who}", { time: time(since), who: nameOf(`person:${by}`) })
  return [box, nameOf(place), who].filter(Boolean).join(" · ")
}
