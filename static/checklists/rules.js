/**
 * When a step of a list is done, and how far a list is, as siteops/checklists/rules.py says it. Pure.
 */

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */
/** Cases planned for a list's truck (and zone), and how many of them lie on it. @typedef {{total: number, loaded: number}} Load */
/** @typedef {"done"|"open"|"contested"|"photo"|"waiting"} Standing */

/** What a lead can decide on a finding; it counts as the step's last word. @type {Record<string, string[]>} */
export const CHOICES = { contested: ["done", "not_done"] }

/**
 * How a step stands: done, open, contested, photo (ticked, but its picture is missing), waiting (for cases).
 * @param {Row} step of the plan
 * @param {State} state
 * @param {Load} load of the list's truck and zone
 * @returns {Standing}
 */
export const standing = (step, state, load) => {
  if (step.auto === "all_on_board") return isComplete(load) ? "done" : "waiting"
  // A safety step that two phones contradict each other on is not done until a lead says so.
  if (isContested(state)) return step.safety || !state.done ? "contested" : "done"
  if (!lastWord(state)) return "open"
  return step.photo && !state.photo ? "photo" : "done"
}

/** Whether all are on board; with none planned nobody can say. @param {Load} load */
const isComplete = ({ total, loaded }) => total > 0 && loaded >= total

/** Whether two phones contradicted each other last, and no lead has settled it. @param {State} state */
const isContested = (state) => state.contested && settled(state) === null

/** Whether the step was ticked last, or a lead settled that it is done. @param {State} state */
const lastWord = (state) => {
  const choice = state.contested ? settled(state) : null
  return choice === null ? state.done : choice === "done"
}

/** What a lead chose on the latest contradiction; null if nothing yet. @param {State} state @returns {string|null} */
const settled = ({ findings, decided }) => {
  const found = findings.filter((/** @type {{kind: string}} */ { kind }) => kind === "contested")
  return decided[found[found.length - 1]?.key] ?? null
}

/**
 * How far a list is.
 * @param {{step: Row, state: State}[]} steps
 * @param {Load} load
 */
export const progress = (steps, load) => ({
  done: steps.filter(({ step, state }) => standing(step, state, load) === "done").length,
  total: steps.length,
})
