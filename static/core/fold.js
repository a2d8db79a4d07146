/**
 * How the facts of one subject become its state, as siteops/core/fold.py does it. Pure.
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
 * and undos may be undone: resolved by reference, never by time.
 * @param {Fact[]} entries in any order
 * @returns {Set<string>}
 */
export const counted = (entries) => {
  const about = spoken(entries)
  /** @type {Map<string, boolean>} */
  const settled = new Map()
  /** @param {Fact} one @returns {boolean} */
  const counts = (one) => {
    // Undos that lead back to themselves never settle, and so never count.
    if (!settled.has(one.id)) settled.set(one.id, false).set(one.id, stands(one, (about.get(one.id) ?? []).filter(counts)))
    return settled.get(one.id) ?? false
  }
  return new Set(entries.filter(counts).map(({ id }) => id))
}

/** Undos and acceptances by the id of their target. @param {Fact[]} entries */
const spoken = (entries) => {
  /** @type {Map<string, Fact[]>} */
  const about = new Map()
  for (const one of entries.filter(({ kind }) => kind === "Undone" || kind === "Accepted")) {
    about.set(one.body.entry, [...about.get(one.body.entry) ?? [], one])
  }
  return about
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
 * Whether the author of an undo had the right of what it undoes. The phone does not know everybody's role: where it is
 * not given it was enough, else the server would hold the undo.
 * @param {Fact} undo
 * @param {Fact} target
 */
const mayUndo = (undo, target) => (undo.role ?? ROLES.producer) >= (LEAST[target.kind] ?? ROLES.producer)

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
