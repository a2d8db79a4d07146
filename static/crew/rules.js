/**
 * What a badge at a gate means, and who is still expected, as siteops/crew/rules.py says it. Pure.
 */
import { between } from "../core/fold.js"

/** @typedef {import("../core/types.js").State} State */
/** `since`: on site since then. `late`: minutes after the call, 0 if in time.
 * @typedef {{kind: string, tone: string, since: string|null, late: number}} Verdict */

/** Later than the call by more than the queue at a gate takes. */
const LATE_MS = 300_000
/** @type {Record<string, string>} */
const TONES = {
  in: "ok", out: "ok", late: "again", already_in: "again", not_in: "again", not_on_this_show: "stop", unknown: "unknown",
}
/** What a lead can decide on a finding, the likeliest first; each is recorded as a `Decided`. @type {Record<string, string[]>} */
export const CHOICES = { already_in: ["fine"], badge_shared: ["spoken", "fine"] }

/**
 * What a badge at a gate means, before it is recorded. `state` null: not on this show; then `isKnown` tells whether the
 * badge is somebody's at all. `call`: null where this phone may not know it.
 * @param {{isKnown: boolean, call: string|null, state: State|null, way: "in"|"out", at: string}} scan
 * @returns {Verdict}
 */
export const verdict = ({ isKnown, call, state, way, at }) => {
  const kind = state ? judged(state, call, way, at) : isKnown ? "not_on_this_show" : "unknown"
  return { kind, tone: TONES[kind], since: state?.since ?? null, late: kind === "late" && call ? minutes(call, at) : 0 }
}

/** @param {State} state @param {string|null} call @param {string} way @param {string} at */
const judged = ({ since, first_in }, call, way, at) => {
  if (way === "out") return since ? "out" : "not_in"
  if (since) return "already_in"
  return first_in === null && isLate(call, at) ? "late" : "in"
}

/** Whether a call has passed by more than the queue at a gate takes. @param {string|null} call @param {string} at */
export const isLate = (call, at) => call !== null && between(call, at) > LATE_MS

/** @param {string} call @param {string} at */
const minutes = (call, at) => Math.floor(between(call, at) / 60_000)

/**
 * Counts of a show's people: on its list, on site now, and those whose call has passed and who never came.
 * @param {{call: string|null, state: State}[]} people
 * @param {string} now
 */
export const presence = (people, now) => ({
  expected: people.length,
  present: people.filter(({ state }) => state.since !== null).length,
  late: people.filter(({ call, state }) => state.first_in === null && isLate(call, now)).length,
})
