/**
 * Which leg it is, whether a phone still knows where it is, and which phones are silent, as siteops/dock/rules.py says it.
 * Pure.
 */
import { between } from "../core/fold.js"

/** The place that a phone's scans count for. `last`: the last scan there. `phase`: of the show then.
 * @typedef {{place: string, last: string, phase: string}} Chosen */

/** A place on a phone is forgotten after this long without a scan. */
const LAPSE_MS = 1_200_000
/** A phone not heard for longer is worth a look: phones ask every few seconds while they are in use. */
const SILENT_MS = 300_000

/** Which way things go in a phase: `in`, or `out` once load-out began. @param {string} phase @returns {"in"|"out"} */
export const leg = (phase) => (phase === "load-out" || phase === "wrapped" ? "out" : "in")

/** What the rules of other nouns want to know of the show. @param {import("../core/types.js").State} state of the show */
export const standing = ({ phase, closed }) => ({ leg: leg(phase), phase, closed })

/**
 * Why a phone must ask "Still at Dock B?"; null: it need not. `started`: when the app was opened.
 * @param {Chosen} chosen
 * @param {{now: string, phase: string, started: string}} then
 * @returns {"quiet"|"start"|"phase"|null}
 */
export const lapse = (chosen, { now, phase, started }) => {
  if (chosen.phase !== phase) return "phase"
  if (chosen.last < started) return "start"
  return between(chosen.last, now) > LAPSE_MS ? "quiet" : null
}

/**
 * Phones that have been silent too long, the longest first.
 * @template {{device: string, seen: string}} T
 * @param {T[]} phones
 * @param {string} now
 * @returns {T[]}
 */
export const silent = (phones, now) => {
  const gone = phones.filter(({ seen }) => between(seen, now) > SILENT_MS)
  return gone.sort((a, b) => (`${a.seen} ${a.device}` < `${b.seen} ${b.device}` ? -1 : 1))
}
