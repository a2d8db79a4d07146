/**
 * Saying that something happened. The entry is on the disk of this phone before anybody is told.
 */
import { history } from "./history.js"
import { tell } from "./hub.js"
import { count, write } from "./outbox.js"
import { author } from "./people.js"
import { prepared } from "./photos.js"
import { report } from "./status.js"
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
  tell("own", { added })
  // A verdict waits for this answer; the chip may follow.
  void recount()
  return added.entry
}

const recount = async () => report({ full: false, ...await count() })

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

/** The newest entry that `by` can take back on this phone; null if there is none. @param {number} [by] */
export const lastOwn = (by = author()) =>
  own().find(({ entry, counts, phase }) => counts && phase !== "parked" && entry.by === by && entry.kind !== "Undone") ?? null

/** @param {Draft} draft @param {Blob} photo */
const withPhoto = async (draft, photo) => {
  const picture = await prepared(photo)
  try {
    return await write({ ...draft, body: { ...draft.body, photo: picture.sha256 }, photo: picture })
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
    report({ full: true })
    return kept({ ...draft, body: { ...draft.body, photo: null } })
  }
}

/** @param {Draft} draft */
const kept = async (draft) => {
  try {
    return await write(draft)
  } catch (error) {
    if (error instanceof StorageFull) report({ full: true })
    throw error
  }
}
