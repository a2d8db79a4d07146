/**
 * What each kind of incident asks for at once, and which comes first in a list, as siteops/incidents/rules.py says. Pure.
 */
import { grade } from "./state.js"

/** @typedef {import("../core/types.js").State} State */

/** How grave a kind is until its witness says otherwise; the graver where it may be either. @type {Record<string, string>} */
const PRESETS = {
  injury: "serious", fire: "stop", crowd: "stop", damage: "minor", hazard: "serious", delay: "minor",
  weather: "serious", people: "serious", other: "minor",
}
/** Whom to telephone before anything is typed, the first one first. @type {Record<string, ("medic"|"control")[]>} */
const CALLS = { injury: ["medic", "control"], fire: ["control", "medic"], crowd: ["control", "medic"] }

/** How grave a report of a kind is taken to be at first. @param {string} kind */
export const preset = (kind) => PRESETS[kind] ?? "serious"

/** Whom a kind asks to be called at once. @param {string} kind */
export const calls = (kind) => CALLS[kind] ?? []

/** Whether it was reported and is not over. @param {State} state */
export const isOpen = ({ reported, resolved }) => reported !== null && resolved === null

/** Open before over, graver before lighter, untaken before taken. @param {State} state */
const rank = (state) => [isOpen(state) ? 0 : 1, -grade(state.severity), state.taken === null ? 0 : 1]

/**
 * Incidents as a list shows them: by rank, and the latest report first.
 * @template {{key: string, state: State}} T
 * @param {T[]} known
 * @returns {T[]}
 */
export const inOrder = (known) => [...known].sort((one, two) => {
  const [a, b] = [rank(one.state), rank(two.state)]
  const differing = a.findIndex((value, i) => value !== b[i])
  if (differing >= 0) return a[differing] - b[differing]
  return latest(two) < latest(one) ? -1 : 1
})

/** @param {{key: string, state: State}} one */
const latest = ({ key, state }) => `${state.reported ?? ""} ${key}`
