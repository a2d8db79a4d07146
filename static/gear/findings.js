/**
 * What a lead should look at: found by a case's fold, or by holding it against the plan, as siteops/gear/findings.py does.
 * Pure. A finding whose key a lead has decided on is closed.
 */
import { belongs, isSettled, misplaced, where } from "./rules.js"

/** @typedef {import("../core/types.js").State} State */
/** @typedef {import("./rules.js").Site} Site */
/** @typedef {{key: string, kind: string, at: string|null, entry: string|null} & Record<string, any>} Finding */
/**
 * What a lead can decide. `decides`: it closes the finding by a `Decided` of that name. `says`: the kind of a fact to be
 * recorded first: Released, Mended, Moved (back to where it was).
 * @typedef {{name: string, decides: boolean, says: string|null}} Choice
 */

/** @param {string} name @param {Partial<Choice>} [how] @returns {Choice} */
const choice = (name, how) => ({ name, decides: true, says: null, ...how })

/** What can be chosen, the likeliest first. @type {Record<string, Choice[]>} */
export const CHOICES = {
  two_places: [choice("later"), choice("first", { says: "Moved" })],
  wrong_place: [choice("stays"), choice("fetch")],
  wrong_truck: [choice("fetch"), choice("stays")],
  wrong_owner: [choice("fetch"), choice("stays")],
  not_listed: [choice("keep"), choice("send_back")],
  cycle: [choice("seen")],
  short: [choice("seen")],
  held: [choice("release", { decides: false, says: "Released" })],
  damaged: [choice("usable"), choice("mended", { decides: false, says: "Mended" })],
}

/** @type {Record<string, import("../core/screen.js").Tone>} */
export const TONES = {
  two_places: "stop", wrong_place: "warn", wrong_truck: "stop", wrong_owner: "stop", not_listed: "warn", cycle: "warn", short: "warn",
  held: "stop", damaged: "warn",
}

/**
 * What is open on one case, the fold's own first.
 * @param {number} id
 * @param {Site} site
 * @returns {Finding[]}
 */
export const findings = (id, site) => {
  const state = site.state(id)
  const found = [...state.findings, ...stuck(id, state), ...astray(id, state, site), ...strange(id, state, site)]
  return found.filter(({ key }) => !(key in state.decided))
}

/** One that follows from state and plan, not from one entry. @param {string} key @param {State} state @param {Record<string, any>} seen @returns {Finding} */
const finding = (key, { since }, seen) => ({ key, kind: key.split(":")[0], at: since, entry: null, ...seen })

/** Held, damaged. @param {number} id @param {State} state */
const stuck = (id, state) => {
  const { held, damaged } = state
  const kept = held === null ? [] : [finding(`held:case:${id}`, state, { reason: held })]
  return damaged === null ? kept : [...kept, finding(`damaged:${damaged}`, state, { reason: damaged })]
}

/** At a dock or a zone, or on a truck, where the plan does not want it. @param {number} id @param {State} state @param {Site} site */
const astray = (id, state, site) => {
  const { place, trail } = where(id, site)
  const outer = site.state(trail[trail.length - 1])
  // On the way in a nested case is not judged: it is taken out at its own zone.
  if (place === null || outer.leg !== site.leg || (site.leg === "in" && trail.length > 1)) return []
  const wrong = misplaced(id, place, site)
  if (!wrong || isSettled(state, wrong, place) || isSettled(outer, wrong, place)) return []
  return [finding(`${wrong}:${place}`, outer, { place, belongs: belongs(id, site) })]
}

/** Seen without being on the list; or in a case that it holds itself. @param {number} id @param {State} state @param {Site} site */
const strange = (id, state, site) => {
  const { place, loop } = where(id, site)
  const planned = site.case(id)
  const seen = state.place !== null || state.inside !== null
  const alien = seen && planned && !planned.listed ? [finding(`not_listed:case:${id}`, state, { place })] : []
  if (!loop.length || id !== Math.min(...loop)) return alien
  return [...alien, finding(`cycle:case:${id}`, state, { cases: [...loop].sort((a, b) => a - b) })]
}

/**
 * The facts that a lead's choice is recorded by, in order. The reason goes into the last that is `Decided`.
 * @param {Finding} found
 * @param {string} name of one of its choices
 * @param {State} state of the case
 * @returns {{kind: string, body: Record<string, any>}[]}
 */
export const answers = (found, name, state) => {
  const chosen = CHOICES[found.kind].find((one) => one.name === name)
  if (!chosen) throw new RangeError(`${found.kind} cannot be answered with ${name}`)
  const body = chosen.says === "Moved" ? { place: found.was, leg: state.leg } : {}
  const said = chosen.says ? [{ kind: chosen.says, body }] : []
  return chosen.decides ? [...said, { kind: "Decided", body: { finding: found.key, choice: name } }] : said
}
