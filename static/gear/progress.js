/**
 * "57 of 80" under a verdict. Counting ten thousand cases takes longer than a verdict may, so it is done while nothing
 * else is, and what is scanned before the next count is added to the last one.
 */
import { watch } from "../core/world.js"
import { awaited, done, groups, isAwaited, tally } from "./counts.js"
import { site } from "./site.js"

/** @typedef {import("./rules.js").Site} Site */

/** The last count, and what was scanned since, by place. @type {{leg: string, counts: Map<string, import("./counts.js").Count>, since: Map<string, number>}|null} */
let kept = null
/** @type {ReturnType<typeof setTimeout>|undefined} */
let pause
/** Whom the place awaits that was last asked about, as of the last count. @type {{ref: string, leg: string, rows: import("../core/types.js").Row[]}} */
let queue = { ref: "", leg: "", rows: [] }
let tell = () => {}

const PLANNED = ["case", "place", "show_state"]
const STATED = ["case_state", "own"]

/** Count while nothing is being scanned, and again after whatever changes it. @param {() => void} counted */
export const countAhead = (counted) => {
  tell = counted
  watch(heed)
  soon()
}

/** @param {Set<string>} names */
const heed = (names) => {
  // Another plan makes the last count wrong; another state only makes it old.
  if (PLANNED.some((name) => names.has(name))) kept = null
  if ([...PLANNED, ...STATED].some((name) => names.has(name))) soon()
}

/** Nobody scans two cases a second for longer than this without a breath (ms). */
const PAUSE_MS = 2000

const soon = () => {
  clearTimeout(pause)
  // Safari has no idle callback.
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work))
  pause = setTimeout(() => idle(() => {
    count(site())
    queue = { ...queue, rows: queue.ref ? awaited(queue.ref, site(queue.leg)) : [] }
    tell()
  }), kept ? PAUSE_MS : 0)
}

/** @param {Site} now */
const count = (now) => {
  kept = { leg: now.leg, counts: tally(now), since: new Map() }
  return kept
}

/**
 * How many of the group that a case and a place belong to have come, with this case counted in.
 * @param {number} id
 * @param {string} place
 * @param {Site} now
 * @returns {{is: number, total: number}}
 */
export const counted = (id, place, now) => {
  const { counts, since } = kept?.leg === now.leg ? kept : count(now)
  const mine = ["show", ...groups(id, now)]
  const state = now.state(id)
  if (!(now.leg === "in" ? state.arrived : state.loaded)) for (const ref of mine) since.set(ref, (since.get(ref) ?? 0) + 1)
  const ref = mine.includes(place) ? place : "show"
  const found = counts.get(ref)
  return found ? { is: Math.min(found.total, done(found, now.leg) + (since.get(ref) ?? 0)), total: found.total } : { is: 0, total: 0 }
}

/**
 * The case that a place awaits next, and how many it awaits in all; null where it awaits none, or nobody has counted yet.
 * @param {string} ref
 * @param {Site} now
 * @returns {{next: import("../core/types.js").Row, left: number}|null}
 */
export const ahead = (ref, now) => {
  if (queue.ref !== ref || queue.leg !== now.leg) {
    queue = { ref, leg: now.leg, rows: [] }
    soon()
  }
  const at = queue.rows.findIndex(({ id }) => isAwaited(id, ref, now))
  // Those that came out of their order are left out at the next count.
  return at < 0 ? null : { next: queue.rows[at], left: queue.rows.length - at }
}
