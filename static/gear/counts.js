/**
 * How many cases have come how far: per show, truck, dock and zone, as siteops/gear/counts.py counts them. Pure.
 */
import { isLoaded, plan, where } from "./rules.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./rules.js").Site} Site */
/** Cases a place should see in all, and how many reached which rung. A nested one counts as its parent does.
 * @typedef {{total: number, arrived: number, placed: number, packed: number, loaded: number}} Count */

const KINDS = /** @type {const} */ (["truck", "dock", "zone"])

/** Nothing planned, nothing come. @type {Readonly<Count>} */
export const NONE = Object.freeze({ total: 0, arrived: 0, placed: 0, packed: 0, loaded: 0 })

/** The cases that are on the show's list. @param {Site} site */
export const listed = (site) => site.cases().filter((one) => one.listed)

/** How many have come where the leg wants them: in the house on the way in, on a truck on the way out. @param {Count} count @param {string} leg */
export const done = ({ arrived, loaded }, leg) => (leg === "in" ? arrived : loaded)

/**
 * Counts by reference (`truck:2`, `dock:3`, `zone:7`), and of the whole list under `show`.
 * @param {Site} site
 * @returns {Map<string, Count>}
 */
export const tally = (site) => {
  const whole = { ...NONE }
  const kinds = KINDS.map(() => new Map())
  for (const { id } of listed(site)) {
    const reached = rungs(id, site)
    const wanted = plan(id, site)
    add(whole, reached)
    KINDS.forEach((kind, at) => { if (wanted[kind] !== null) add(counter(kinds[at], wanted[kind]), reached) })
  }
  const named = KINDS.flatMap((kind, at) => [...kinds[at]].map(([key, count]) => /** @type {[string, Count]} */ ([`${kind}:${key}`, count])))
  return new Map([["show", whole], ...named])
}

/** @param {Map<number, Count>} counts @param {number} key @returns {Count} */
const counter = (counts, key) => {
  const known = counts.get(key)
  if (known) return known
  const made = { ...NONE }
  counts.set(key, made)
  return made
}

/** Count some cases more. @param {Count} to @param {Count} reached */
export const add = (to, { total, arrived, placed, packed, loaded }) => {
  to.total += total
  to.arrived += arrived
  to.placed += placed
  to.packed += packed
  to.loaded += loaded
}

/** One case as a count. `trail`: of where it is. @param {number} id @param {Site} site @param {Pick<import("./rules.js").Where, "trail">} [spot] @returns {Count} */
export const rungs = (id, site, { trail } = where(id, site)) => {
  const own = site.state(id)
  const { arrived, placed, packed } = trail.length === 1 ? own : gathered(trail.map(site.state))
  const outermost = trail.length === 1 ? own : site.state(trail[trail.length - 1])
  return { total: 1, arrived: arrived ? 1 : 0, placed: placed ? 1 : 0, packed: packed ? 1 : 0, loaded: isLoaded(outermost) ? 1 : 0 }
}

/** What a case and those around it reached. @param {import("../core/types.js").State[]} states */
const gathered = (states) => ({
  arrived: states.some(({ arrived }) => arrived), placed: states.some(({ placed }) => placed), packed: states.some(({ packed }) => packed),
})

/** The places by which a case is counted. @param {number} id @param {Site} site */
export const groups = (id, site) =>
  Object.entries(plan(id, site)).filter(([, key]) => key !== null).map(([kind, key]) => `${kind}:${key}`)

/**
 * Cases that a place (or `show`) still waits for in this leg, in the order of the plan.
 * @param {string} ref
 * @param {Site} site
 * @returns {Row[]}
 */
export const lacking = (ref, site) => {
  const wanted = listed(site).filter(({ id }) => ref === "show" || groups(id, site).includes(ref))
  return wanted.filter(({ id }) => !done(rungs(id, site), site.leg)).sort(planned)
}

/**
 * Whether a scan of a case at a place that it belongs to would still take it further: to its dock, into its zone, onto
 * its truck.
 * @param {number} id
 * @param {string} ref
 * @param {Site} site
 */
export const isAwaited = (id, ref, site) => {
  const reached = rungs(id, site)
  return ref.startsWith("zone:") && site.leg === "in" ? !reached.placed : !done(reached, site.leg)
}

/** The cases that a place awaits in this leg, in the order of the plan. @param {string} ref @param {Site} site @returns {Row[]} */
export const awaited = (ref, site) =>
  listed(site).filter(({ id }) => groups(id, site).includes(ref) && isAwaited(id, ref, site)).sort(planned)

/** @param {Row} one @param {Row} two */
const planned = (one, two) => {
  const [a, b] = [one.sort ?? Infinity, two.sort ?? Infinity]
  if (a !== b) return a < b ? -1 : 1
  return one.code < two.code ? -1 : 1
}

/**
 * Cases planned on a truck, of one zone if given, and how many of them lie on that very truck (`loaded`).
 * @param {number|null} truck
 * @param {number|null} zone
 * @param {Site} site
 * @returns {Count}
 */
export const aboard = (truck, zone, site) => {
  const wanted = listed(site).filter(({ id }) => {
    const to = plan(id, site)
    return to.truck === truck && (zone === null || to.zone === zone)
  })
  const on = wanted.filter(({ id }) => isAboard(id, truck, site))
  return { ...NONE, total: wanted.length, loaded: on.length }
}

/** Whether a case was loaded on a truck and is still there. @param {number} id @param {number|null} truck @param {Site} site */
export const isAboard = (id, truck, site) => {
  const { place, trail } = where(id, site)
  return place === `truck:${truck}` && isLoaded(site.state(trail[trail.length - 1]))
}

/**
 * How a place stands: empty (nothing planned), full, late (`due` has passed), open. Instants as text.
 * @param {Count} count
 * @param {string} leg
 * @param {string|null} due
 * @param {string} now
 */
export const pace = (count, leg, due, now) => {
  if (!count.total) return "empty"
  if (done(count, leg) >= count.total) return "full"
  return due !== null && now > due ? "late" : "open"
}
