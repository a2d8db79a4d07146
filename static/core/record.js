/**
 * Saying that something happened. The entry is on the disk of this phone before anybody is told.
 */
import { history } from "./history.js"
import { tell } from "./hub.js"
import { count, write, writeAll } from "./outbox.js"
import { author } from "./people.js"
import { prepared } from "./photos.js"
import { report, status } from "./status.js"
import { StorageFull } from "./store.js"
import { image, own, show, sure } from "./world.js"

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./outbox.js").Draft} Draft */

/**
 * Record a fact. When this answers, the entry survives a crash; only then may a screen say so.
 * `by`: who saw it, if not who holds the phone. `photo`: a picture; its sha256 goes into the body as `photo`. If there is
 * room for the entry but not for the picture, the entry is written with `photo` null.
 * Raises StorageFull (nothing was written), NobodyHere (nobody ever signed in on this phone), BadValue (our mistake).
 * @param {string} kind
 * @param {string} subject
 * @param {Record<string, any>} [body]
 * @param {{by?: number, private?: Record<string, string>, photo?: Blob|null}} [beside]
 * @returns {Promise<Entry>}
 */
export const record = async (kind, subject, body = {}, { by = author(), private: secret, photo = null } = {}) => {
  const draft = { show: show(), kind, subject, by, body, private: secret, before: image(subject) }
  const added = photo ? await withPhoto(draft, photo) : await kept(draft)
  announce([added])
  return added.entry
}

/**
 * Record several facts in their order: all of them, or none. Raises as `record` does.
 * @param {{kind: string, subject: string, body: Record<string, any>}[]} facts of different subjects
 * @returns {Promise<Entry[]>}
 */
export const recordAll = async (facts) => {
  const by = author()
  const drafts = facts.map((fact) => ({ ...fact, show: show(), by, before: image(fact.subject) }))
  const written = await loudly(() => writeAll(drafts))
  announce(written)
  return written.map(({ entry }) => entry)
}

/** They wait from this very moment: nothing may say that all is sent. @param {import("./types.js").Own[]} written */
const announce = (written) => {
  report({ waiting: status.waiting + written.length })
  for (const added of written) tell("own", { added })
  // A verdict waits for this; the other figures may follow.
  void recount()
}

const recount = async () => report(await count())

/**
 * Take back an own entry, or any entry of a subject's history. An undo can be undone.
 * @param {{id: string, subject: string}} entry
 * @param {{by?: number}} [beside]
 */
export const undo = async ({ id, subject }, beside = {}) => {
  const undone = await record("Undone", subject, { entry: id }, beside)
  // What others did since cannot be guessed; until the server tells, the screen shows the entry still there.
  if (!sure(subject)) void history(subject)
  return undone
}

/** Take several back: all of them, or none. @param {{id: string, subject: string}[]} entries of different subjects */
export const undoAll = async (entries) => {
  const undone = await recordAll(entries.map(({ id, subject }) => ({ kind: "Undone", subject, body: { entry: id } })))
  for (const { subject } of entries) if (!sure(subject)) void history(subject)
  return undone
}

/** The newest entry that `by` can take back on this phone; null if there is none. @param {number} [by] */
export const lastOwn = (by = author()) =>
  own().find(({ entry, counts, phase }) => counts && phase !== "parked" && entry.by === by && entry.kind !== "Undone") ?? null

/** @param {Draft} draft @param {Blob} photo */
const withPhoto = async (draft, photo) => {
  const picture = await prepared(photo)
  try {
    return await kept({ ...draft, body: { ...draft.body, photo: picture.sha256 }, photo: picture })
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
    const bare = await kept({ ...draft, body: { ...draft.body, photo: null } })
    // There was room for what was said, none for what was seen.
    report({ full: true })
    return bare
  }
}

/** @param {Draft} draft */
const kept = (draft) => loudly(() => write(draft))

/**
 * A full phone says so in the chip too.
 * @template T
 * @param {() => Promise<T>} writing
 */
const loudly = async (writing) => {
  try {
    const written = await writing()
    report({ full: false })
    return written
  } catch (error) {
    if (error instanceof StorageFull) report({ full: true })
    throw error
  }
}
