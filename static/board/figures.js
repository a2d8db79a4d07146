/** What the board counts, kept until something on this show changes: counting ten thousand cases at each tick is waste. */
import { parts } from "../core/names.js"
import { departmentWord } from "../core/ui.js"
import { isWhole, row, rows, show, state, version, watch } from "../core/world.js"
import { progress } from "../checklists/rules.js"
import { openOnes } from "../incidents/known.js"
import { aboard, NONE } from "../gear/counts.js"
import { site } from "../gear/site.js"
import { halfway } from "./halfway.js"
import { matters } from "./matters.js"
import { measure, planOf } from "./measure.js"
import { outlook } from "./rules.js"
import { hasten, remember, unpacked } from "./summary.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */
/** @typedef {ReturnType<typeof count>} Figures */

/** @type {Figures|null} */
let kept = null
/** What a summary follows from that is shown until something changes; null: nothing is. @type {string|null} */
let recalled = null

watch(() => {
  if (!isWhole()) return
  // All rows are there now, and are those that the summary was made of.
  kept = kept && recalled !== null && recalled === version() ? { ...kept, site: still(site()) } : null
  if (!kept) recalled = null
})

/** @returns {Figures} */
export const figures = () => (kept ??= remembered(count()))

/** @param {Figures} counted */
const remembered = (counted) => {
  const { site: _, ...summary } = counted
  remember(summary)
  return counted
}

/** Show what was kept of another visit, before all rows are read. @param {any} packed as it was kept */
export const recall = (packed) => {
  kept = { ...unpacked(packed), site: still(site()) }
  recalled = version()
  performance.mark("board:recalled")
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden && isWhole() && show()) {
    // Once more, as of now; what is counted only here has just been remembered.
    if (kept) remembered(kept)
    else figures()
    hasten()
  }
})

const count = () => {
  const now = still(site())
  const groups = measure(now)
  return {
    site: now, leg: now.leg, groups, plan: planOf(now), halfway: halfway(now, groups), matters: matters(now), lists: lists(now),
    people: rows("person").map((person) => ({ call: person.call, state: state("person", person.id) })),
    incidents: openOnes().map((one) => one.state),
  }
}

/**
 * The site with each state looked up once: ten thousand cases are gone over three times.
 * @param {import("../gear/rules.js").Site} moving
 * @returns {import("../gear/rules.js").Site}
 */
const still = (moving) => {
  /** @type {Map<number, State>} */
  const seen = new Map()
  const state = (/** @type {number} */ id) => {
    const found = seen.get(id) ?? moving.state(id)
    seen.set(id, found)
    return found
  }
  const cases = moving.cases()
  return { ...moving, state, cases: () => cases }
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

/** What is counted under a reference; nothing where nothing is planned. @param {string} ref @returns {import("./measure.js").Group} */
export const groupOf = (ref) => figures().groups.get(ref) ?? { count: NONE, loads: [], times: [] }

/** How a reference stands against the plan at a moment (ms). @param {string} ref @param {number} at */
export const outlookOf = (ref, at) => {
  const { loads, times } = groupOf(ref)
  return outlook(loads, times, figures().plan, at)
}

/** What things are called that cases are counted by. @typedef {{ref: string, name: string, due: string|null}} Named */

/** What of a kind anything is planned for: places in the plan's order, departments by name. @param {string} kind @returns {Named[]} */
export const named = (kind) => {
  const refs = [...figures().groups.keys()].filter((ref) => ref.startsWith(`${kind}:`))
  if (kind === "department") return refs.map(nameOf).sort((one, two) => (one.name < two.name ? -1 : 1))
  const found = rows("place").filter((one) => one.kind === kind && figures().groups.has(`${kind}:${one.id}`))
  return found.sort((a, b) => a.sort - b.sort || (a.name < b.name ? -1 : 1)).map((one) => nameOf(`${kind}:${one.id}`))
}

/** @param {string} ref @returns {Named} */
const nameOf = (ref) => known(ref) ?? { ref, name: ref, due: null }

/** A place or department by reference; null if this phone does not know it. @param {string} ref @returns {Named|null} */
export const known = (ref) => {
  const [kind, key] = parts(ref)
  if (kind === "department") return { ref, name: departmentWord(key), due: null }
  const place = row("place", key)
  return place && place.kind === kind ? { ref, name: place.name, due: place.due } : null
}
