/**
 * One show as this phone knows it, in memory: the server's rows, this phone's own entries, and what follows from both.
 * Every screen reads from here and nowhere else, signal or no signal.
 */
import * as bindings from "./bindings.js"
import { counted } from "./fold.js"
import { seen } from "./overlay.js"
import { known, place } from "./outbox.js"
import { load } from "./pulled.js"
import { lay, parts, rows as rowsOf } from "./rows.js"
import { hear } from "./hub.js"
import { announce, watch } from "./watching.js"

export { watch }

/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").Fold} Fold */
/** @typedef {import("./types.js").Own} Own */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./overlay.js").Mine} Mine */
/** @typedef {import("./rows.js").Table} Table */
/** @typedef {{show: string, head: string, scope: string, reset: boolean, tables: Record<string, import("./types.js").Columns>}} Pulled */

/** @type {Map<string, Fold>} */
const folds = new Map()
/** @type {Map<string, Table>} */
let tables = new Map()
/** @type {Own[]} own entries of this show, in the order they were written */
let owns = []
/** Counts changes of these, so that a list read from the disk never hides an entry written meanwhile. */
let edition = 0
/** @type {Map<string, Mine[]>} the same by subject */
let mine = new Map()
/** @type {Map<string, {entries: Fact[], pos: string|undefined}>} histories, and the row each was true for */
const histories = new Map()
/** @type {Map<string, import("./overlay.js").Seen>} */
const cache = new Map()
let open = ""
/** The show that was asked for last; the open one, once its rows are read. */
let asked = ""
let head = "0.0"
let scope = ""
/** False from a preview until all rows are read. */
let whole = true

/**
 * Let a noun have state: `static/<feature>/state.js` gives `blank` and `step`.
 * @param {string} noun
 * @param {Fold} fold
 */
export const register = (noun, fold) => { folds.set(noun, fold) }

register("code", bindings)

/** The show this phone is on; empty before `enter`. */
export const show = () => open

/** The server's head that these rows belong to, `<epoch>.<seq>`; `0.0` if nothing was ever pulled. */
export const reached = () => head

/**
 * Read a show from this phone's disk. Answers whether there was anything. Of two at once the one asked for last is open.
 * @param {string} id
 */
export const enter = async (id) => {
  asked = id
  const found = await load(id)
  if (asked !== id) return found !== null
  if (open !== id) {
    owns = []
    edition += 1
  }
  open = id
  tables = found?.tables ?? new Map()
  head = found?.cursor.head ?? "0.0"
  scope = found?.cursor.scope ?? ""
  whole = true
  changed([...tables.keys()])
  await heed()
  return found !== null
}

/** Read the open show anew, unless another is about to be. */
export const reread = async () => { if (asked === open) await enter(open) }

/**
 * Be on a show with a few of its tables, until `enter` has read them all.
 * @param {string} id
 * @param {{tables: Map<string, Table>, owns: Own[], cursor: {head: string, scope: string}}} found
 */
export const preview = (id, found) => {
  whole = false
  open = asked = id
  ;({ tables, owns, cursor: { head, scope } } = found)
  regroup()
  changed([...tables.keys(), "own"])
}

/** Whether all rows are in memory, and not a preview's few. */
export const isWhole = () => whole

/** The show with a few of its tables, as `preview` takes it. @param {string[]} names */
export const sample = (names) => ({ tables: new Map(names.map((name) => [name, tables.get(name) ?? new Map()])), owns, cursor: { head, scope } })

/** What all of this follows from: where that is the same, so is all of this. Null: from a history too, which the disk does not have so. */
export const version = () => (histories.size ? null
  : [head, scope, ...owns.map((one) => [one.n, one.phase, place(one), one.status].join())].join(" "))

/** All rows of a table that are not gone. @param {string} table */
export const rows = (table) => [...tables.get(table)?.values() ?? []]

/** One row; undefined if it is not there. @param {string} table @param {string|number} key */
export const row = (table, key) => tables.get(table)?.get(String(key))

/**
 * What is: the state of a subject with this phone's own entries in it. Never undefined; blank if nobody spoke of it.
 * Do not change it.
 * @param {string} noun
 * @param {string|number} key
 * @returns {State}
 */
export const state = (noun, key) => look(noun, key).state

/** A subject's state as it stands; null for a noun that has none. @param {string} subject */
export const image = (subject) => {
  const [noun, key] = split(subject)
  return folds.has(noun) ? state(noun, key) : null
}

/** False if an undo of this phone reaches into history it has not seen; see history.js. @param {string} subject */
export const sure = (subject) => {
  const [noun, key] = split(subject)
  return !folds.has(noun) || look(noun, key).sure
}

/**
 * Entries of this phone on this show, newest first: what waits, and the last hundred that were sent.
 * `counts` is false for what was undone.
 * @returns {(Own & {counts: boolean})[]}
 */
export const own = () => {
  const counting = counted(owns.map(({ entry }) => entry))
  return owns.map((one) => ({ ...one, counts: counting.has(one.entry.id) })).reverse()
}

/** What a code stands for, `case:12`; null for a blank or unknown one. @param {string} code */
export const bound = (code) => /** @type {string|null} */ (state("code", code).to ?? row("code", code)?.subject ?? null)

/** Use a subject's whole history, once fetched. @param {string} subject @param {Fact[]} entries */
export const remember = (subject, entries) => {
  const [noun, key] = split(subject)
  histories.set(subject, { entries, pos: row(`${noun}_state`, key)?.pos })
  changed(["own"])
}

/** @param {string} noun @param {string|number} key @returns {import("./overlay.js").Seen} */
const look = (noun, key) => {
  const subject = `${noun}:${key}`
  const fold = folds.get(noun)
  if (!fold) throw new Error(`No fold is registered for ${noun}`)
  const stored = row(`${noun}_state`, key)
  const said = mine.get(subject)
  if (!said) return { state: stored ?? fold.blank(), sure: true }
  const history = histories.get(subject)
  const whole = history && history.pos === stored?.pos ? history.entries : null
  const found = cache.get(subject) ?? seen(stored, said, fold, whole)
  cache.set(subject, found)
  return found
}

/** @param {string} subject @returns {[string, string]} */
const split = (subject) => [subject.slice(0, subject.indexOf(":")), subject.slice(subject.indexOf(":") + 1)]

/** File own entries under what they speak of; those about a code also under what it now stands for. */
const regroup = () => {
  cache.clear()
  mine = new Map()
  const { seq } = parts(head)
  const counting = owns.filter((one) => !refused(one, seq))
  for (const one of counting) file(one.entry.subject, { entry: one.entry, absorbed: past(one, seq), before: one.before })
  for (const one of counting.filter(({ entry }) => entry.subject.startsWith("code:") && entry.kind !== "Bound")) {
    const subject = bound(split(one.entry.subject)[1])
    if (subject) file(subject, { entry: one.entry, absorbed: past(one, seq) && !linking(one.entry.subject) })
  }
}

/** @param {string} subject @param {Mine} one */
const file = (subject, one) => { mine.set(subject, [...mine.get(subject) ?? [], one]) }

/** Whether the pulled rows contain it. @param {Own} one @param {number} seq */
const past = (one, seq) => one.phase === "sent" && place(one) <= seq

/** Whether the server keeps it without letting it count (held, unreadable). @param {Own} one @param {number} seq */
const refused = (one, seq) => past(one, seq) && !["stored", "duplicate"].includes(one.status ?? "stored")

/** Whether this phone linked the code and the rows do not show it yet. @param {string} subject */
const linking = (subject) => (mine.get(subject) ?? []).some(({ entry, absorbed }) => entry.kind === "Bound" && !absorbed)

/** @param {string[]} names */
const changed = (names) => {
  cache.clear()
  announce(names)
}

/** @param {Pulled} answer */
const adopt = (answer) => {
  if (answer.show !== open) return
  if (answer.reset) tables = new Map()
  for (const [name, columns] of Object.entries(answer.tables)) {
    tables.set(name, lay(tables.get(name) ?? new Map(), rowsOf(columns)))
  }
  ;({ head, scope } = answer)
  regroup()
  changed([...Object.keys(answer.tables), "own"])
}

/** The disk is read once after the other, so that the last reading stays. @type {Promise<void>} */
let reading = Promise.resolve()

/** @param {{added?: Own}} [detail] */
const heed = ({ added } = {}) => {
  // It may have been read already.
  if (added && added.show === open) have([...owns.filter(({ n }) => n !== added.n), added])
  if (open && !added) reading = reading.catch(() => {}).then(read)
  return reading
}

/** @returns {Promise<void>} */
const read = async () => {
  const now = edition
  const found = await known(open)
  return now === edition ? have(found) : read()
}

/** @param {Own[]} found */
const have = (found) => {
  edition += 1
  owns = found
  regroup()
  changed(["own"])
}

hear("pulled", adopt)
hear("own", heed)
