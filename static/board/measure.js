/**
 * How far everything is, in one pass over the cases: per show, truck, dock, zone and department. The history of a day
 * is in the states: each knows when it first arrived, or was loaded.
 */
import { row, rows } from "../core/world.js"
import { add, done, listed, NONE, rungs } from "../gear/counts.js"
import { plan as wantedOf, where } from "../gear/rules.js"
import { booked } from "./rules.js"

/** @typedef {import("../gear/counts.js").Count} Count */
/** @typedef {import("../gear/rules.js").Site} Site */
/** @typedef {import("./rules.js").Load} Load */
/** Cases by reference (`truck:2`, `department:audio`, `show`). `times`: when each came, in order (ms).
 * @typedef {{count: Count, loads: Load[], times: number[]}} Group */
/** Cases that the plan wants alike, of one department. @typedef {{load: Load, department: string, count: Count, times: number[]}} Alike */

/** @param {Site} site @returns {Map<string, Group>} */
export const measure = (site) => {
  /** @type {Map<string, Group>} */
  const groups = new Map([["show", fresh()]])
  for (const one of alike(site)) for (const ref of refs(one)) join(opened(groups, ref), one)
  for (const { times } of groups.values()) times.sort((one, two) => one - two)
  return groups
}

/** @returns {Group} */
const fresh = () => ({ count: { ...NONE }, loads: [], times: [] })

/** Every case of the list, those alike together. @param {Site} site @returns {Iterable<Alike>} */
const alike = (site) => {
  /** @type {Map<string, Alike>} */
  const found = new Map()
  for (const { id, department } of listed(site)) {
    const wanted = wantedOf(id, site)
    const key = `${wanted.truck} ${wanted.dock} ${wanted.zone} ${department}`
    const mine = found.get(key) ?? { load: { wanted, total: 0, done: 0 }, department, count: { ...NONE }, times: [] }
    if (!mine.load.total) found.set(key, mine)
    put(mine, id, site)
  }
  return found.values()
}

/** @param {Alike} mine @param {number} id @param {Site} site */
const put = ({ load, count, times }, id, site) => {
  const spot = where(id, site)
  const reached = rungs(id, site, spot)
  add(count, reached)
  load.total += 1
  if (!done(reached, site.leg)) return
  load.done += 1
  times.push(came(spot.trail, site))
}

/** When a case, or what it lies in, came where the leg wants it (ms). @param {number[]} trail @param {Site} site */
const came = (trail, site) => {
  const name = site.leg === "in" ? "arrived" : "loaded"
  if (trail.length === 1) return Date.parse(site.state(trail[0])[name])
  return Math.min(...trail.map((one) => site.state(one)[name]).filter(Boolean).map(Date.parse))
}

/** Where cases are counted. @param {Alike} one */
const refs = ({ load: { wanted: { truck, dock, zone } }, department }) => [
  "show", `department:${department}`, ...(truck === null ? [] : [`truck:${truck}`]), ...(dock === null ? [] : [`dock:${dock}`]),
  ...(zone === null ? [] : [`zone:${zone}`])]

/** @param {Map<string, Group>} groups @param {string} ref @returns {Group} */
const opened = (groups, ref) => {
  const group = groups.get(ref) ?? fresh()
  groups.set(ref, group)
  return group
}

/** @param {Group} group @param {Alike} one */
const join = ({ count, loads, times }, one) => {
  add(count, one.count)
  loads.push(one.load)
  for (const at of one.times) times.push(at)
}

/** What follows a phase of each leg, so when that leg is planned to end. @type {Record<string, [begins: string, ends: string]>} */
const LEGS = { in: ["load-in", "show"], out: ["load-out", "wrapped"] }

/** When the leg is planned: bookings, what is due, its phase. Nothing is planned of a leg that is closed. @param {Site} site @returns {import("./rules.js").Plan} */
export const planOf = ({ leg, closed }) => {
  if (closed.includes(leg)) return { booked: {}, due: {}, begins: null, ends: null }
  const [begins, ends] = LEGS[leg].map((phase) => row("phase", phase)?.starts ?? null).map((text) => (text === null ? null : Date.parse(text)))
  const bookings = rows("slot").filter(({ direction }) => direction === leg)
    .map(({ truck, dock, starts, ends: end }) => ({ truck, dock, starts: Date.parse(starts), ends: Date.parse(end) }))
  const due = rows("place").filter((one) => one.due !== null)
  return { booked: booked(bookings), begins, ends, due: Object.fromEntries(due.map((one) => [`${one.kind}:${one.id}`, Date.parse(one.due)])) }
}
