/** What the holder of this phone has scanned since the app was opened: how much, and how quickly. */
import { hear } from "../core/hub.js"
import { current } from "../core/people.js"
import { rate } from "./rate.js"

const SCANS = new Set(["Moved", "Packed", "CheckedIn", "CheckedOut"])

/** By entry: who scanned, and when (ms). @type {Map<string, {by: number, at: number}>} */
const scans = new Map()

hear("own", (detail, elsewhere) => { if (detail?.added && !elsewhere) note(detail.added.entry) })

/** @param {import("../core/types.js").Entry} entry */
const note = ({ id, kind, by, at, body }) => {
  if (kind === "Undone") scans.delete(body.entry)
  if (SCANS.has(kind)) scans.set(id, { by, at: Date.parse(at) })
}

/** Scans that count, and how many a minute of late; null: too few to say. @param {number} now_ms by the site's clock */
export const pace = (now_ms) => {
  const mine = [...scans.values()].filter(({ by }) => by === current()?.id).map(({ at }) => at)
  return { count: mine.length, rate: rate(mine, now_ms) }
}
