/**
 * What the log says of cases, held against the plan, as siteops/gear/rules.py says it. Pure.
 */

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */

/**
 * Plan and state of a show's cases at one moment. `case`, `place`: rows of the plan. `state`: a case's own state, blank if
 * nobody spoke of it. `leg`: the one that a scan made now belongs to. `closed`: legs that are over.
 * @typedef {{cases: () => Row[], case: (id: number) => Row|undefined, place: (id: number) => Row|undefined,
 *   state: (id: number) => State, leg: string, phase: string, closed: string[]}} Site
 */
/**
 * `trail`: the case itself, then each case around it, the outermost last. `place`: the outermost's, null where it is not
 * known. `loop`: cases that lie in each other.
 * @typedef {{place: string|null, since: string|null, trail: number[], loop: number[]}} Where
 */
/** Where the plan wants a case; null where it does not say. @typedef {{truck: number|null, dock: number|null, zone: number|null}} Wanted */
/**
 * `tone`: ok, again (amber), stop (red), unknown (violet). `belongs`: where the plan wants the case in this leg.
 * `since`: there already since then (again). `reason`: why it is held.
 * @typedef {{kind: string, tone: string, belongs: string[], since: string|null, reason: string|null}} Verdict
 */

/** Phases in which a dock or a zone can be the wrong one. Later, empties are stored wherever there is room. */
const PLACING = ["prep", "load-in"]
/** How loud each verdict is. @type {Record<string, string>} */
const TONES = {
  ok: "ok", again: "again", other_dock: "again", held: "stop", not_listed: "stop", wrong_truck: "stop", wrong_owner: "stop",
  unknown: "unknown",
}

/**
 * What a scan of a case at a place means, before it is recorded. `id` null: an unknown code.
 * @param {number|null} id
 * @param {string} place
 * @param {Site} site
 * @returns {Verdict}
 */
export const verdict = (id, place, site) => {
  const planned = id === null ? undefined : site.case(id)
  if (!planned) return { kind: "unknown", tone: TONES.unknown, belongs: [], since: null, reason: null }
  const state = site.state(planned.id)
  const kind = judged(planned, state, place, site)
  const since = kind === "again" ? state.since : null
  return { kind, tone: TONES[kind], belongs: belongs(planned.id, site), since, reason: kind === "held" ? state.held : null }
}

/** The gravest thing to be said of a scan. @param {Row} planned @param {State} state @param {string} place @param {Site} site */
const judged = (planned, state, place, site) => {
  if (state.held !== null) return "held"
  if (!planned.listed && !(`not_listed:case:${planned.id}` in state.decided)) return "not_listed"
  const found = misplaced(planned.id, place, site)
  const wrong = found && isSettled(state, found, place) ? null : found
  if (wrong === "wrong_owner" || wrong === "wrong_truck") return wrong
  if (state.place === place && state.leg === site.leg) return "again"
  return wrong ? "other_dock" : "ok"
}

/**
 * How a place is not the one planned: wrong_owner, wrong_truck, wrong_place; null if it is right.
 * @param {number} id
 * @param {string} place
 * @param {Site} site
 * @returns {string|null}
 */
export const misplaced = (id, place, site) => {
  const { kind, key } = parts(place)
  const wanted = plan(id, site)
  if (site.leg === "out") return kind === "truck" ? mistaken(id, key, wanted.truck, site) : null
  const planned = kind === "dock" ? wanted.dock : kind === "zone" ? wanted.zone : null
  return PLACING.includes(site.phase) && planned !== null && planned !== key ? "wrong_place" : null
}

/** How a truck is the wrong one. @param {number} id @param {number} truck @param {number|null} wanted @param {Site} site */
const mistaken = (id, truck, wanted, site) => {
  if (isAnothers(id, truck, site)) return "wrong_owner"
  return wanted !== null && wanted !== truck ? "wrong_truck" : null
}

/** Whether a truck is a vendor's and the case has to go back to another one. @param {number} id @param {number} truck @param {Site} site */
const isAnothers = (id, truck, site) => {
  const [mine, its] = [site.case(id)?.owner ?? null, site.place(truck)?.owner ?? null]
  return mine !== null && its !== null && mine !== its
}

/** Whether a lead decided on this, or the case was left there on purpose. @param {State} state @param {string} kind @param {string} place */
export const isSettled = (state, kind, place) => `${kind}:${place}` in state.decided || `wrong_place:${place}` in state.decided

/**
 * Where the plan wants a case in this leg: its truck on the way out, its dock and zone on the way in.
 * @param {number} id
 * @param {Site} site
 * @returns {string[]}
 */
export const belongs = (id, site) => {
  const { truck, dock, zone } = plan(id, site)
  const wanted = Object.entries(site.leg === "out" ? { truck } : { dock, zone })
  return wanted.filter(([, key]) => key !== null).map(([kind, key]) => `${kind}:${key}`)
}

/**
 * Where the plan wants a case; what it does not say of a nested one, it says of the one it travels in. Wherever the case
 * is now: the plan does not change because somebody took it out.
 * @param {number} id
 * @param {Site} site
 * @returns {Wanted}
 */
export const plan = (id, site) => {
  const rows = plannedTrail(id, site)
  if (rows.length === 1) return { truck: rows[0].truck, dock: rows[0].dock ?? usualDock(rows[0].zone, site), zone: rows[0].zone }
  const truck = rows.find((row) => row.truck !== null)?.truck ?? null
  const spot = rows.find(({ dock, zone }) => dock !== null || zone !== null)
  const zone = spot?.zone ?? null
  return { truck, dock: spot?.dock ?? usualDock(zone, site), zone }
}

/** @param {number|null} zone @param {Site} site @returns {number|null} */
const usualDock = (zone, site) => (zone === null ? null : site.place(zone)?.dock ?? null)

/** A case and the ones around it, by the plan alone; ends where the plan bites its tail. @param {number} id @param {Site} site */
const plannedTrail = (id, site) => {
  /** @type {Row[]} */
  const trail = []
  for (let row = site.case(id); row && !trail.includes(row);) {
    trail.push(row)
    row = row.inside === null ? undefined : site.case(row.inside)
  }
  return trail
}

/**
 * Where a case is, by walking up through the cases around it.
 * @param {number} id
 * @param {Site} site
 * @returns {Where}
 */
export const where = (id, site) => {
  const trail = [id]
  for (let outer = around(id, site); outer !== null; outer = around(outer, site)) {
    const met = trail.indexOf(outer)
    if (met >= 0) return { place: null, since: null, trail, loop: trail.slice(met) }
    trail.push(outer)
  }
  const { place, since } = site.state(trail[trail.length - 1])
  return { place, since, trail, loop: [] }
}

/** The case that one is in: as it was packed; as planned, until it has itself been moved. @param {number} id @param {Site} site @returns {number|null} */
const around = (id, site) => {
  const { inside, place } = site.state(id)
  return inside !== null || place !== null ? inside : site.case(id)?.inside ?? null
}

/**
 * What packing a case into another means: ok, again (it is in it), or cycle (it holds that one itself).
 * @param {number} id
 * @param {number} into
 * @param {Site} site
 */
export const packing = (id, into, site) => {
  if (where(into, site).trail.includes(id)) return "cycle"
  return site.state(id).inside === into ? "again" : "ok"
}

/**
 * How far a case has come: expected, not_scanned, missing, arrived, placed, packed, loaded or gone. What the case around
 * it reached, it reached too. Missing only once a leg is closed.
 * @param {number} id
 * @param {Site} site
 */
export const rung = (id, site) => {
  const states = where(id, site).trail.map(site.state)
  if (isLoaded(states[states.length - 1])) return site.closed.includes("out") ? "gone" : "loaded"
  if (states.some(({ packed }) => packed)) return "packed"
  if (site.closed.includes("out")) return "missing"
  const reached = ["placed", "arrived"].find((name) => states.some((state) => state[name]))
  if (reached) return reached
  if (site.closed.includes("in")) return "missing"
  return site.phase === "prep" ? "expected" : "not_scanned"
}

/** Whether a case lies on a truck on the way out; one that was taken off again does not. @param {State} outermost */
export const isLoaded = ({ leg, place }) => leg === "out" && (place ?? "").startsWith("truck:")

/** Kind and key of a place. @param {string} ref */
export const parts = (ref) => ({ kind: ref.slice(0, ref.indexOf(":")), key: Number(ref.slice(ref.indexOf(":") + 1)) })
