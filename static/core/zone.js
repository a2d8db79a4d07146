/** What a clock at the show says. Its zone may be another than this phone's. */
import { keep, kept } from "./local.js"

/** While a zone keeps its distance from UTC: from when until when (ms), and how far it is ahead (ms). @typedef {{zone: string, from: number, to: number, ahead: number}} Stretch */

/** Where the stretch of the moment is kept: to ask the browser about a zone costs a slow phone's start 40 ms. */
const KEPT = "zone"
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** How far back and ahead it may reach (days), the longest first. No zone changes its clocks and back again in two weeks. */
const REACH = [14, 7, 3, 1]
/** When there is time to learn it (ms). */
const SOON_MS = 2_000

let zone = "UTC"
/** @type {Stretch|null|undefined} undefined: not looked for yet */
let stretch
/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map()
/** Once a zone and visit. */
let learning = false

/** Tell times in a zone: the show's. @param {string} wanted IANA, such as "Europe/Berlin" */
export const tellTimesIn = (wanted) => {
  if (zone !== wanted) learning = false
  zone = wanted
}

/** The zone that times are told in. */
export const timezone = () => zone

/** Day and time there: `2026-11-22 09:42`. Raises RangeError for what is no instant. @param {string|number} at instant, as text or in ms */
export const wall = (at) => {
  const instant = new Date(at).getTime()
  if (stretch === undefined) stretch = kept(KEPT)
  if (stretch?.zone === zone && stretch.from <= instant && instant < stretch.to) return spelled(instant + stretch.ahead)
  if (!learning) setTimeout(learn, SOON_MS)
  learning = true
  return asked(instant)
}

/** The day there: `2026-11-22`. @param {string|number} at instant, as text or in ms */
export const date = (at) => wall(at).slice(0, 10)

/** Keep the stretch of these weeks for this visit and the next. */
const learn = () => {
  const now = Date.now()
  const ahead = aheadAt(now)
  const end = (/** @type {number} */ way) => now + way * DAY_MS * (REACH.find((days) => aheadAt(now + way * days * DAY_MS) === ahead) ?? 0)
  stretch = { zone, from: end(-1), to: end(1), ahead }
  keep(KEPT, stretch)
}

/** How far the zone is ahead of UTC at an instant. @param {number} instant */
const aheadAt = (instant) => Date.parse(`${asked(instant).replace(" ", "T")}Z`) - Math.floor(instant / MINUTE_MS) * MINUTE_MS

/** An instant as UTC tells it. @param {number} instant */
const spelled = (instant) => new Date(instant).toISOString().slice(0, 16).replace("T", " ")

/** What the browser knows of the zone. @param {number} instant */
const asked = (instant) => {
  // Swedes write a time as computers do.
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone })
  clocks.set(zone, clock)
  return clock.format(instant)
}
