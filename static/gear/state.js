/**
 * Where each case is now, stepped from the log as siteops/gear/state.py steps it.
 */
import { between, find, judged } from "../core/fold.js"

/** @typedef {import("../core/types.js").Fact} Fact */
/** @typedef {import("../core/types.js").State} State */

/** A case on a truck that another phone scans elsewhere within this time was in two places at once. */
const TOO_QUICK_MS = 120_000

/**
 * A case nobody has seen: neither `inside` another case nor at a `place`. `arrived`, `placed`, `packed`, `loaded`: when it
 * first reached that rung. `held`, `damaged`: the reason, null if it is not. `counted`: how many of a quantity there were,
 * by its name. `leg`, `by`, `device`: of the last move.
 * @returns {State}
 */
export const blank = () => ({
  ...judged(), place: null, inside: null, since: null, leg: "in", arrived: null, placed: null, packed: null, loaded: null,
  held: null, damaged: null, counted: {}, by: null, device: null,
})

/**
 * The case after one more entry.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
export const step = (state, entry) => STEPS[entry.kind]?.(state, entry) ?? state

/** @type {Record<string, (state: State, entry: Fact) => State>} */
const STEPS = {
  Moved: (state, entry) => move(state, entry, entry.body.leg ?? "in"),
  Unpacked: (state, entry) => move(state, entry, state.leg),
  Packed: (state, { body, at, by, device }) => ({ ...state, place: null, inside: body.into, since: at, by, device }),
  Held: (state, { body }) => ({ ...state, held: body.reason }),
  Released: (state) => ({ ...state, held: null }),
  Damaged: (state, { body }) => ({ ...state, damaged: body.reason }),
  Mended: (state) => ({ ...state, damaged: null }),
  Counted: (state, entry) => count(state, entry),
  LeftHere: (state, { body }) => ({ ...state, decided: { ...state.decided, [`wrong_place:${body.place}`]: "left_here" } }),
}

/**
 * The case came to a place: climb the ladder, and say so if it was elsewhere a moment ago.
 * @param {State} state
 * @param {Fact} entry
 * @param {string} leg
 * @returns {State}
 */
const move = (state, entry, leg) => {
  const { at, by, device, body: { place } } = entry
  const seen = { was: state.place, place, since: state.since }
  const told = inTwoPlaces(state, entry, leg) ? find(state, "two_places", entry, seen) : state
  const since = state.place !== place || state.inside !== null ? at : state.since
  return { ...told, since, place, inside: null, leg, by, device, ...climbed(state, at, place.split(":")[0], leg) }
}

/**
 * How many there are now; another number than planned is to be looked at, until it is counted again.
 * @param {State} state
 * @param {Fact} entry
 * @returns {State}
 */
const count = (state, entry) => {
  const { name, count: found, planned } = entry.body
  const findings = state.findings.filter((/** @type {Record<string, any>} */ one) => one.kind !== "short" || one.name !== name)
  const now = { ...state, findings, counted: { ...state.counted, [name]: found } }
  return found === planned ? now : find(now, "short", entry, { name, count: found, planned })
}

/**
 * On a truck, then elsewhere: by another device within two minutes, or with no unload between.
 * @param {State} state
 * @param {Fact} entry
 * @param {string} leg
 */
const inTwoPlaces = (state, { at, device, body: { place } }, leg) => {
  if (!state.place?.startsWith("truck:") || state.place === place || !state.since) return false
  const quick = between(state.since, at) < TOO_QUICK_MS
  const unloaded = leg === "in" && /^(dock|yard):/.test(place)
  return (quick && device !== state.device) || (state.leg === "out" && !unloaded)
}

/**
 * The rungs after a scan at a kind of place: those it reaches are marked where they were not reached yet.
 * @param {State} state
 * @param {string} at
 * @param {string} kind
 * @param {string} leg
 */
const climbed = ({ arrived, placed, packed, loaded }, at, kind, leg) => ({
  arrived: arrived ?? (leg === "in" && kind !== "truck" ? at : null),
  placed: placed ?? (leg === "in" && kind === "zone" ? at : null),
  packed: packed ?? (leg === "out" ? at : null),
  loaded: loaded ?? (leg === "out" && kind === "truck" ? at : null),
})
