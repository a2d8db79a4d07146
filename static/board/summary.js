/** What the board counted last, kept on this phone for the next start: when things are calm, and when the phone is put away. */
import { keep } from "../core/glance.js"
import { version } from "../core/world.js"

/** Time to draw what was counted (ms), and how often it is worth writing it down. */
const CALM = 1_000
const EVERY = 20_000

/** @type {{of: string|null, summary: unknown}|null} */
let latest = null
let written = -EVERY
/** @type {ReturnType<typeof setTimeout>|undefined} */
let alarm

/** Keep a summary of what the phone knows at this moment. @param {unknown} summary */
export const remember = (summary) => {
  latest = { of: version(), summary }
  clearTimeout(alarm)
  alarm = setTimeout(hasten, Math.max(CALM, written + EVERY - performance.now()))
}

/** Keep it at once, if it is not kept yet. */
export const hasten = () => {
  clearTimeout(alarm)
  if (!latest) return
  const { of, summary } = latest
  latest = null
  written = performance.now()
  keep(of, summary)
}
