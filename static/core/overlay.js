/**
 * What is, of one subject: the server's row, stepped with the entries of this phone that it does not contain yet. Pure.
 *
 * Undo is by reference (fold.js). To undo what the row already contains, the state is built again from before that entry:
 * from the image kept with it, else from history.
 */
import { position } from "./entry.js"
import { advance, counted, refold } from "./fold.js"

/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").Fold} Fold */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").State} State */

/**
 * One entry of this phone about the subject. `absorbed`: the server's row already contains it.
 * `before`: the state just before it; undefined if it was not kept.
 * @typedef {{entry: Fact, absorbed: boolean, before?: State|null}} Mine
 */

/**
 * `sure` is false where an undo reaches into what this phone has not seen: then `state` still shows the undone entry,
 * until the subject's history is fetched.
 * @typedef {{state: State, sure: boolean}} Seen
 */

/**
 * @param {Row|undefined} row of the server
 * @param {Mine[]} mine in any order
 * @param {Fold} fold
 * @param {Fact[]|null} [history] all of the subject's entries in the log, if this phone fetched them
 * @returns {Seen}
 */
export const seen = (row, mine, fold, history = null) => {
  const own = [...mine].sort((a, b) => order(a.entry, b.entry))
  const counting = counted(own.map(({ entry }) => entry))
  const fresh = own.filter(({ absorbed }) => !absorbed)
  const turned = reaches(fresh, counting)
  if (!turned.length) return { state: stepped(row ?? fold.blank(), after(fresh, row?.pos), counting, fold), sure: true }
  const first = own.find(({ entry }) => turned.includes(entry.id))
  if (first?.before !== undefined && turned.every((id) => own.some(({ entry }) => entry.id === id)) && ours(row, own)) {
    return { state: stepped(first.before ?? fold.blank(), after(own, position(first.entry)), counting, fold), sure: true }
  }
  if (history) return { state: retold(history, own, fold), sure: true }
  return { state: stepped(row ?? fold.blank(), after(fresh, row?.pos), counting, fold), sure: false }
}

/** @param {Fact} a @param {Fact} b */
const order = (a, b) => (position(a) < position(b) ? -1 : 1)

/**
 * Ids that a counting, unsent undo turns over and that the row already contains.
 * @param {Mine[]} fresh
 * @param {Set<string>} counting
 * @returns {string[]}
 */
const reaches = (fresh, counting) => {
  const unsent = new Set(fresh.map(({ entry }) => entry.id))
  return fresh.filter(({ entry }) => entry.kind === "Undone" && counting.has(entry.id))
    .map(({ entry }) => entry.body.entry).filter((id) => !unsent.has(id))
}

/**
 * Those later than a position. An entry of ours that is older than what the row has seen is left to the server, which
 * steps the subject again from its start; here it would put a case back to where it was.
 * @param {Mine[]} mine
 * @param {string} [pos]
 */
const after = (mine, pos = "") => mine.filter(({ entry }) => position(entry) > pos)

/**
 * Whether the newest entry in the server's row is one of ours, so that images kept with ours lack nothing. By phone and
 * counter: the server sets back the time of an entry that seems to come from the future.
 * @param {Row|undefined} row
 * @param {Mine[]} own
 */
const ours = (row, own) => !row || own.some(({ entry }) => tail(position(entry)) === tail(row.pos))

/** @param {string} pos */
const tail = (pos) => pos.slice(pos.indexOf("|"))

/** @param {State} state @param {Mine[]} mine @param {Set<string>} counting @param {Fold} fold */
const stepped = (state, mine, counting, fold) =>
  mine.filter(({ entry }) => counting.has(entry.id)).reduce((so_far, { entry }) => advance(so_far, entry, fold), state)

/** @param {Fact[]} history @param {Mine[]} own @param {Fold} fold */
const retold = (history, own, fold) => {
  const heard = new Set(history.map(({ id }) => id))
  return refold(fold, [...history, ...own.map(({ entry }) => entry).filter(({ id }) => !heard.has(id))])
}
