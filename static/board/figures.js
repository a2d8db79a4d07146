/** What the board counts, kept until something on this show changes: counting ten thousand cases at each tick is waste. */
import { row, rows, state, watch } from "../core/world.js"
import { progress } from "../checklists/rules.js"
import { openOnes } from "../incidents/known.js"
import { aboard, tally } from "../gear/counts.js"
import { site } from "../gear/site.js"
import { matters } from "./matters.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */
/** @typedef {ReturnType<typeof count>} Figures */

/** @type {Figures|null} */
let kept = null
watch(() => { kept = null })

/** @returns {Figures} */
export const figures = () => (kept ??= count())

const count = () => {
  const now = site()
  return {
    site: now, leg: now.leg, counts: tally(now), matters: matters(now), lists: lists(now),
    people: rows("person").map((person) => ({ call: person.call, state: state("person", person.id) })),
    incidents: openOnes().map((one) => one.state),
  }
}

/** Every list with how far it is. @param {import("../gear/rules.js").Site} now */
const lists = (now) => {
  /** @type {Map<number, Row[]>} */
  const steps = new Map()
  for (const step of rows("step")) steps.set(step.list, [...steps.get(step.list) ?? [], step])
  return rows("list").map((list) => {
    const mine = steps.get(list.id) ?? []
    const load = mine.some(({ auto }) => auto) ? aboard(list.truck, list.zone, now) : { total: 0, loaded: 0 }
    return { list, ...progress(mine.map((step) => ({ step, state: state("step", step.id) })), load) }
  })
}

/** Places of a kind that anything is planned for, in the plan's order. @param {string} kind @returns {Row[]} */
export const placesOf = (kind) => rows("place").filter((one) => one.kind === kind && figures().counts.has(`${kind}:${one.id}`))
  .sort((a, b) => a.sort - b.sort || (a.name < b.name ? -1 : 1))

/** A place's row by reference. @param {string} ref */
export const placeOf = (ref) => row("place", ref.slice(ref.indexOf(":") + 1))
