/**
 * Entries of this phone, from the tap until the pulled rows contain them. Nothing here is ever deleted because somebody
 * dislikes it: an entry leaves `outbox` only for `sent` (the server has it) or `parked` (the server refused it, a person
 * must look), and `sent` keeps the last hundred for undo.
 */
import { now, offset } from "./clock.js"
import { clean, instant, mint } from "./entry.js"
import { StorageFull, within } from "./store.js"

/** @typedef {import("./types.js").Own} Own */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./answers.js").Result} Result */

/** Own entries that stay on the phone after the pulled rows contain them, so that they can be undone offline. */
const RECENT = 100
const STRICT = /** @type {const} */ ({ durability: "strict" })

/**
 * What a screen says; the phone adds the rest. `photo`: a picture that travels after it.
 * @typedef {{show: string, kind: string, subject: string, by: number, body: Record<string, any>,
 *   private?: Record<string, string>, before: import("./types.js").State|null,
 *   photo?: {sha256: string, type: string, bytes: ArrayBuffer}|null}} Draft
 */

/**
 * Write an entry to the disk of this phone. When this has answered, it survives a crash.
 * Raises StorageFull, and then nothing was written.
 * @param {Draft} draft
 * @returns {Promise<Own>}
 */
export const write = async (draft) => (await writeAll([draft]))[0]

/**
 * Write several in their order, all of them or none.
 * @param {Draft[]} drafts
 * @returns {Promise<Own[]>}
 */
export const writeAll = (drafts) => within(async (database) => {
  const writing = database.transaction(["meta", "outbox", "photos"], "readwrite", STRICT)
  const meta = writing.objectStore("meta")
  const [device, found] = await Promise.all([meta.get("device"), meta.get("last")])
  let last = found ?? { n: 0, at: "" }
  const owns = drafts.map((draft) => {
    const entry = stamped(draft, device, last)
    last = { n: entry.n, at: entry.at }
    return { n: entry.n, show: draft.show, entry, before: draft.before }
  })
  const wishes = [meta.put(last, "last"), ...owns.map((own) => writing.objectStore("outbox").add(own))]
  drafts.forEach((draft, at) => { if (draft.photo) wishes.push(writing.objectStore("photos").put(photoOf(draft, owns[at].entry))) })
  await Promise.all([...wishes, writing.done])
  return owns.map((own) => ({ ...own, phase: "waiting" }))
})

/**
 * @param {Draft} draft
 * @param {string} device
 * @param {{n: number, at: string}} last this phone's previous entry: neither the counter nor the time goes back
 * @returns {Entry}
 */
const stamped = (draft, device, last) => {
  const at = instant(now())
  const { kind, subject, by } = draft
  const entry = {
    id: mint(), device, n: last.n + 1, kind, v: 1, subject: clean(subject), by, at: at > last.at ? at : last.at,
    offset: offset(), body: clean(draft.body),
  }
  return draft.private ? { ...entry, private: clean(draft.private) } : entry
}

/** @param {Draft} draft @param {Entry} entry */
const photoOf = ({ show, by, photo }, { n }) => ({ ...photo, show, by, n, sent: 0 })

/** Entries still on this phone, of every show and person, oldest first. @returns {Promise<Own[]>} */
export const waiting = () => all("outbox")

/** Entries the server refused, oldest first. @returns {Promise<Own[]>} */
export const parked = () => all("parked")

/** Every own entry of a show that this phone still knows, in the order they were written. @param {string} show */
export const known = async (show) => {
  const owns = await all("sent", "parked", "outbox")
  return owns.filter((own) => own.show === show).sort((a, b) => a.n - b.n)
}

/** How many entries wait, are parked, are carried for others, and how many pictures wait. */
export const count = () => within(async (database) => {
  const names = ["outbox", "parked", "carried", "photos"]
  // In one look: between several, an entry that is written meanwhile could be told of before and forgotten after.
  const looking = database.transaction(names)
  const [waits, parks, others, photos] = await Promise.all(names.map((name) => looking.objectStore(name).count()))
  return { waiting: waits, parked: parks, carried: others, photos }
})

/**
 * The server has these: take exactly the lines it listed out of the queue. On a full phone, without keeping them for undo.
 * @param {Own[]} batch as it was sent
 * @param {Result[]} results
 * @param {number} head the server's seq when it answered
 */
export const settle = async (batch, results, head) => {
  const sent = results.map(({ line, seq, status }) => ({ ...batch[line - 1], seq, status, head }))
  try {
    await move("outbox", "sent", sent)
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
    await within((database) => Promise.all(sent.map(({ n }) => database.delete("outbox", n))))
  }
}

/** The server will not take this one: keep it, out of the way of the others. @param {Own} own @param {string} why */
export const park = (own, why) => move("outbox", "parked", [{ ...own, why }])

/** Put parked entries back in the queue, to be tried again. */
export const unpark = async () => move("parked", "outbox", await parked())

/**
 * The pulled rows contain all that the log had up to `seq`. Personal words of own entries go (they come with the rows
 * now), and all but the most recent hundred. After a restore from a backup (`lost`) the log may lack what it once
 * received: that is queued again, and answered as a duplicate if it is there after all.
 * @param {string} show
 * @param {number} seq
 * @param {boolean} lost whether the log began a new epoch
 */
export const absorb = async (show, seq, lost) => {
  const sent = (await all("sent")).filter((own) => own.show === show)
  if (lost) await move("sent", "outbox", sent.filter((own) => place(own) > seq))
  const past = sent.filter((own) => place(own) <= seq)
  const spare = past.slice(0, Math.max(0, past.length - RECENT)).map(({ n }) => n)
  const told = past.filter(({ entry, n }) => entry.private && !spare.includes(n))
  if (spare.length || told.length) await forget(spare, told)
}

/** Which seq the pulled rows must have passed before they contain this entry. @param {Own} own */
export const place = ({ seq, head }) => seq ?? head ?? Infinity

/** @param {number[]} spare @param {Own[]} told */
const forget = (spare, told) => within(async (database) => {
  const { store, done } = database.transaction("sent", "readwrite")
  const bare = told.map(({ phase: _, ...own }) => ({ ...own, entry: { ...own.entry, private: undefined } }))
  await Promise.all([...spare.map((n) => store.delete(n)), ...bare.map((own) => store.put(own)), done])
})

/**
 * @param {"outbox"|"sent"|"parked"} from
 * @param {"outbox"|"sent"|"parked"} to
 * @param {Own[]} owns
 */
const move = (from, to, owns) => within(async (database) => {
  const moving = database.transaction([from, to], "readwrite", STRICT)
  const wishes = owns.flatMap(({ phase: _, ...own }) => [
    moving.objectStore(to).put(own), moving.objectStore(from).delete(own.n),
  ])
  await Promise.all([...wishes, moving.done])
})

/** @type {Record<string, Own["phase"]>} */
const PHASES = { outbox: "waiting", sent: "sent", parked: "parked" }

/** Those of one store or more, in one look: between two, an entry could go from where it is looked for next to where it was. @param {...("outbox"|"sent"|"parked")} names @returns {Promise<Own[]>} */
const all = (...names) => within(async (database) => {
  const looking = database.transaction(names)
  const lists = await Promise.all(names.map((name) => looking.objectStore(name).getAll()))
  return lists.flatMap((owns, at) => owns.map((own) => ({ ...own, phase: PHASES[names[at]] })))
})
