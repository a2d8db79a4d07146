/**
 * How the facts of one subject become its state, as siteops/core/journal/fold.py does it. Pure.
 *
 * A feature gives `blank()` and `step(state, entry) → new state`. What is true of facts of every noun (undo, acceptance,
 * a lead's decision) is dealt with here and never reaches a feature.
 */
import { LEAST, ROLES } from "./facts.js"
import { position } from "./entry.js"

/** @typedef {import("./types.js").Fact & {held?: boolean, role?: number}} Fact */
/** @typedef {import("./types.js").Fold} Fold */
/** @typedef {import("./types.js").State} State */

/** Kinds that change which entries count, and nothing else. */
const SILENT = new Set(["Undone", "Accepted", "Erased"])

/**
 * The state after all of a subject's entries, given in any order.
 * @param {Fold} fold
 * @param {Fact[]} entries
 * @returns {State}
 */
export const refold = (fold, entries) => {
  const counting = counted(entries)
  const ordered = entries.filter(({ id }) => counting.has(id)).sort((a, b) => (position(a) < position(b) ? -1 : 1))
  return ordered.reduce((state, entry) => advance(state, entry, fold), fold.blank())
}

/**
 * One step, for facts of every noun too: a lead's decision is no feature's business.
 * @param {State} state
 * @param {Fact} entry
 * @param {Fold} fold
 * @returns {State}
 */
export const advance = (state, entry, fold) => {
  if (SILENT.has(entry.kind)) return state
  if (entry.kind !== "Decided") return fold.step(state, entry)
  return { ...state, decided: { ...state.decided, [entry.body.finding]: entry.body.choice } }
}

/**
 * Ids of the entries that count: not undone, not held (or accepted since). An entry counts unless an undo of it counts,
 * and undos may be undone: resolved by reference, never by time. Those that nobody speaks of are settled first, then what
 * they speak of; undos that lead back to themselves are never settled, and so never count.
 * @param {Fact[]} entries in any order
 * @returns {Set<string>}
 */
export const counted = (entries) => {
  const { targets, waiting } = references(entries)
  /** What counts, by what it speaks of. @type {Map<string, Fact[]>} */
  const spoken = new Map()
  /** @type {Set<string>} */
  const counting = new Set()
  const ready = entries.filter(({ id }) => !waiting.has(id))
  for (const one of ready) { // grows as it goes
    const about = spoken.get(one.id) ?? []
    const target = targets.get(one.id)
    if (stands(one, about)) {
      counting.add(one.id)
      if (target) spoken.set(target.id, [...spoken.get(target.id) ?? [], vouched(one, about)])
    }
    if (target && waiting.get(target.id)?.delete(one.id) && !waiting.get(target.id)?.size) ready.push(target)
  }
  return counting
}

/**
 * What each entry undoes or accepts, and who speaks of each, by id.
 * @param {Fact[]} entries
 */
const references = (entries) => {
  const byId = new Map(entries.map((one) => [one.id, one]))
  /** @type {Map<string, Fact>} */
  const targets = new Map()
  /** @type {Map<string, Set<string>>} */
  const waiting = new Map()
  for (const { id, kind, body } of entries) {
    const target = kind === "Undone" || kind === "Accepted" ? byId.get(body.entry) : undefined
    if (!target) continue
    targets.set(id, target)
    waiting.set(target.id, (waiting.get(target.id) ?? new Set()).add(id))
  }
  return { targets, waiting }
}

/**
 * Whether an entry counts, given the undos and acceptances of it that count.
 * @param {Fact} one
 * @param {Fact[]} about
 */
const stands = (one, about) => {
  const accepted = about.some(({ kind }) => kind === "Accepted")
  const undone = about.some((other) => other.kind === "Undone" && mayUndo(other, one))
  return (accepted || !one.held) && !undone
}

/**
 * An entry with the right of whoever accepted it, where that is more than its author's.
 * @param {Fact} one
 * @param {Fact[]} about
 */
const vouched = (one, about) => {
  const accepted = about.filter(({ kind }) => kind === "Accepted")
  return { ...one, role: Math.max(right(one), ...accepted.map(right)) }
}

/**
 * The phone does not know everybody's role: where it is not given it was enough, else the server would hold the entry.
 * @param {Fact} one
 */
const right = ({ role }) => role ?? ROLES.producer

/** Whether an undo has the right of what it undoes. @param {Fact} undo @param {Fact} target */
const mayUndo = (undo, target) => right(undo) >= (LEAST[target.kind] ?? ROLES.producer)

/** The part of every state that leads work on. @returns {State} */
export const judged = () => ({ findings: [], decided: {} })

/**
 * The state with a finding that an entry gives rise to.
 * @param {State} state
 * @param {string} kind
 * @param {Fact} entry
 * @param {Record<string, any>} seen what is worth showing
 * @returns {State}
 */
export const find = (state, kind, entry, seen) => {
  const found = { key: `${kind}:${entry.id}`, kind, at: entry.at, entry: entry.id, ...seen }
  return { ...state, findings: [...state.findings, found] }
}

/** Milliseconds from one instant to a later one. @param {string} since @param {string} at */
export const between = (since, at) => Date.parse(at) - Date.parse(since)
