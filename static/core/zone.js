/** What a clock at the show says. Its zone may be another than this phone's. */

/** While a zone keeps its distance from UTC: from when until when (ms), and how far it is ahead (ms). @typedef {{zone: string, from: number, to: number, ahead: number}} Stretch */

/** Where the stretch of the moment is kept: to ask the browser about a zone costs a slow phone's start 40 ms. */
const KEPT = "zone"
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A zone that has the same time a day ago and a week ahead has not changed in between. */
const BEFORE_MS = DAY_MS
const AFTER_MS = 7 * DAY_MS
/** When there is time to learn it (ms). */
const SOON_MS = 2_000

let zone = "UTC"
/** @type {Stretch|null|undefined} undefined: not looked for yet */
let stretch
/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map()
/** Once a zone: where the clocks are about to change there is nothing to learn this week. */
let learning = false

/** Tell times in a zone: the show's. @param {string} timezone IANA, such as "Europe/Berlin" */
export const tellTimesIn = (timezone) => {
  if (zone !== timezone) learning = false
  zone = timezone
}

/** The zone that times are told in. */
export const told = () => zone

/** Day and time there: `2026-11-22 09:42`. Raises RangeError for what is no instant. @param {string|number} at instant, as text or in ms */
export const wall = (at) => {
  const instant = new Date(at).getTime()
  stretch ??= recalled()
  if (stretch?.zone === zone && stretch.from <= instant && instant < stretch.to) return spelled(instant + stretch.ahead)
  if (!learning) setTimeout(learn, SOON_MS)
  learning = true
  return asked(instant)
}

/** The day there: `2026-11-22`. @param {string|number} at instant, as text or in ms */
export const date = (at) => wall(at).slice(0, 10)

/** Keep the stretch of this week for this visit and the next. */
const learn = () => {
  const now = Date.now()
  const [ahead, ...others] = [now, now - BEFORE_MS, now + AFTER_MS].map(aheadAt)
  if (others.some((other) => other !== ahead)) return
  stretch = { zone, from: now - BEFORE_MS, to: now + AFTER_MS, ahead }
  try {
    localStorage.setItem(KEPT, JSON.stringify(stretch))
  } catch {
    // It holds until the page closes.
  }
}

/** @returns {Stretch|null} */
const recalled = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null")
  } catch {
    return null // No storage in this browser mode.
  }
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
