/**
 * *Where*: the place that the next scan counts for. When it lapses is said in dock/rules.js: a phone in a pocket may have
 * walked, so it asks "Still at Dock B?" before it says so again.
 */
import { now } from "../core/clock.js"
import { instant } from "../core/entry.js"
import { nameOf, parts } from "../core/names.js"
import { meta, setMeta } from "../core/store.js"
import { row, show, state } from "../core/world.js"
import * as dock from "../dock/rules.js"

/**
 * `ref`: the place. `slot`: the booking whose code was scanned, null if none. `at`: since when, `last`: the last scan
 * there, ms. `phase`: of the show then. `out`: at a gate, whether badges go out.
 * @typedef {{show: string, ref: string, slot: number|null, at: number, last: number, phase: string, out: boolean}} Where
 */

const KEY = "where"
const MINUTE_MS = 60_000

/** @type {Where|null} */
let where = null
/** When the app was opened, and when the place was last written, ms. */
let started = Infinity
let written = 0

/** Read where this phone was on its last visit. */
export const recall = async () => {
  where = (await meta(KEY)) ?? null
  started = now()
}

/** The place last chosen, lapsed or not; null if none was ever chosen on this show. @returns {Where|null} */
export const last = () => (where && where.show === show() && row("place", parts(where.ref)[1]) ? where : null)

/** The place that a scan counts for now; null if there is none, or it has lapsed. @returns {Where|null} */
export const here = () => {
  const found = last()
  return found && !lapse(found) ? found : null
}

/** @param {Where} found */
const lapse = ({ ref, last: at, phase: then }) =>
  dock.lapse({ place: ref, last: instant(at), phase: then }, { now: instant(now()), phase: phase(), started: instant(started) })

/** As other screens are told: for an incident, a place that lapsed is better than none. */
export const told = () => {
  const found = last()
  return found && { ref: found.ref, name: nameOf(found.ref), at: found.last }
}

/**
 * The phone is there from now on.
 * @param {string} ref
 * @param {number|null} [slot] the booking whose code was scanned
 */
export const settle = async (ref, slot = null) => {
  const at = now()
  const since = here()?.ref === ref ? here()?.at ?? at : at
  await keep({ show: show(), ref, slot, at: since, last: at, phase: phase(), out: false })
}

/** "Still there?" "Yes." */
export const confirm = async () => {
  const found = last()
  if (found) await keep({ ...found, last: now(), phase: phase() })
}

/** Somebody scanned there, so it lapses later. Written once a minute at most: a start asks anew anyway. */
export const touch = async () => {
  const found = last()
  if (!found) return
  if (now() - written > MINUTE_MS) await keep({ ...found, last: now() })
  else where = { ...found, last: now() }
}

/** Turn a gate round. @param {boolean} out */
export const turn = async (out) => {
  const found = last()
  if (found) await keep({ ...found, out })
}

/** The show's phase. @returns {string} */
export const phase = () => state("show", show()).phase

/** Which way things go: as the booking says whose code was scanned, else as the phase says. @param {Where|null} [at] @returns {"in"|"out"} */
export const leg = (at = last()) => (at?.slot ? row("slot", at.slot)?.direction : null) ?? dock.leg(phase())

/** @param {Where} next */
const keep = async (next) => {
  where = next
  written = now()
  await setMeta(KEY, next)
}
