/** A list with its steps as they stand now. */
import { rows, state } from "../core/world.js"
import { progress, standing } from "./rules.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */
/** @typedef {import("./rules.js").Load} Load */
/** @typedef {{step: Row, state: State, standing: import("./rules.js").Standing}} Stood */
/** `contested`: how many steps two phones disagree on. @typedef {{list: Row, load: Load, steps: Stood[], done: number, total: number, contested: number}} Whole */

const NONE = { total: 0, loaded: 0 }

/**
 * Counts the cases only where a step asks for them.
 * @param {Row} list
 * @param {(list: Row) => Load} loadOf
 * @returns {Whole}
 */
export const whole = (list, loadOf) => {
  const mine = rows("step").filter((step) => step.list === list.id).sort((a, b) => a.sort - b.sort || a.id - b.id)
  const load = mine.some(({ auto }) => auto) ? loadOf(list) : NONE
  const steps = mine.map((step) => {
    const now = state("step", step.id)
    return { step, state: now, standing: standing(step, now, load) }
  })
  return { list, load, steps, ...progress(steps, load), contested: steps.filter((one) => one.standing === "contested").length }
}

/** Every list, in the order of the plan. @param {(list: Row) => Load} loadOf */
export const all = (loadOf) => rows("list").sort((a, b) => a.sort - b.sort || a.id - b.id).map((list) => whole(list, loadOf))
