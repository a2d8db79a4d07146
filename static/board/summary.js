/** What the board counted last, kept on this phone for the next start: when things are calm, and when the phone is put away. */
import { keep } from "../core/glance.js"
import { version } from "../core/world.js"

/** Time to draw what was counted (ms), and how often it is worth writing it down. */
const CALM = 1_000
const EVERY = 20_000

/** @typedef {import("./measure.js").Group} Group */
/** @typedef {Omit<import("./figures.js").Figures, "site">} Summary */

/** @type {{of: string|null, summary: Summary}|null} */
let latest = null
let written = -EVERY
/** @type {ReturnType<typeof setTimeout>|undefined} */
let alarm

/** Keep a summary of what the phone knows at this moment. @param {Summary} summary */
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
  keep(of, packed(summary))
}

/** As JSON can say it; times (ms) as what lies between them, a third of the digits: a start has to read them all. @param {Summary} summary */
const packed = (summary) => ({ ...summary, groups: [...summary.groups].map(([ref, group]) => [ref, { ...group, times: steps(group.times) }]) })

/** What was packed, as it was. @param {Omit<Summary, "groups"> & {groups: [string, Group][]}} kept @returns {Summary} */
export const unpacked = (kept) => ({ ...kept, groups: new Map(kept.groups.map(([ref, group]) => [ref, { ...group, times: climbed(group.times) }])) })

/** @param {number[]} times */
const steps = (times) => times.map((at, n) => at - (times[n - 1] ?? 0))

/** @param {number[]} between */
const climbed = (between) => {
  let at = 0
  return between.map((step) => (at += step))
}
