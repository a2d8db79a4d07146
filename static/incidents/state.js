/**
 * Each incident as it stands, stepped from the log as siteops/incidents/state.py steps it.
 */
import { judged } from "../core/fold.js"

/** @typedef {import("../core/types.js").Fact} Fact */
/** @typedef {import("../core/types.js").State} State */

/** From the least grave to the gravest. */
export const SEVERITIES = ["minor", "serious", "stop"]

/** What an incident can be. */
export const KINDS = ["injury", "fire", "crowd", "damage", "hazard", "delay", "weather", "people", "other"]

/**
 * An incident nobody has reported. `by` reported it at `reported`; `taken_by` has it since `taken`; over at `resolved`.
 * `severity` is what it was graded, else the highest that a witness reported.
 * @returns {State}
 */
export const blank = () => ({
  ...judged(), kind: "other", severity: "minor", place: null, reported: null, by: null, taken_by: null, taken: null,
  resolved: null, photos: [], graded: false,
})

/**
 * The incident after one more entry. A note after the end opens it again.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, entry) => STEPS[entry.kind]?.(state, entry) ?? state

/** @type {Record<string, (state: State, entry: Fact) => State>} */
const STEPS = {
  Reported: (state, entry) => pictured(report(state, entry), entry.body.photo),
  Noted: (state, { body }) => pictured({ ...state, resolved: null }, body.photo),
  Graded: (state, { body }) => ({ ...state, severity: body.severity, graded: true }),
  Taken: (state, { at, by }) => ({ ...state, taken_by: by, taken: at }),
  Resolved: (state, { at }) => ({ ...state, resolved: state.resolved ?? at }),
  Reopened: (state) => ({ ...state, resolved: null }),
}

/**
 * A witness's account. The first names the incident; a later one can only make it graver.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
const report = (state, { at, by, body }) => {
  if (state.reported !== null) return state.graded ? state : { ...state, severity: graver(state.severity, body.severity) }
  const severity = state.graded ? state.severity : body.severity
  return { ...state, kind: body.kind, place: body.place ?? null, reported: at, by, severity }
}

/** @param {string} one @param {string} other */
const graver = (one, other) => (grade(other) > grade(one) ? other : one)

/** How grave a severity is; one that we do not know counts as the gravest. @param {string} severity */
export const grade = (severity) => (SEVERITIES.includes(severity) ? SEVERITIES.indexOf(severity) : SEVERITIES.length)

/** Keeps a picture once. @param {State} state @param {string|null} [photo] @returns {State} */
const pictured = (state, photo) =>
  (!photo || state.photos.includes(photo) ? state : { ...state, photos: [...state.photos, photo] })
