/**
 * Pictures of this phone, sent after the entries that name them: by sha256, in pieces, from where the last try stopped.
 */
import { ask } from "./api.js"
import { pass } from "./people.js"
import { within } from "./store.js"

/**
 * `sent`: bytes the server has. `n`: the entry that names it. `refused`: the server cannot use it; it stays here.
 * @typedef {{sha256: string, show: string, by: number, n: number, type: string, bytes: ArrayBuffer, sent: number,
 *   refused?: boolean}} Photo
 */

const PIECE = 256 * 1024

/**
 * A picture made ready to be written with an entry.
 * @param {Blob} picture
 */
export const prepared = async (picture) => {
  const bytes = await picture.arrayBuffer()
  const digest = await crypto.subtle.digest("SHA-256", bytes)
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"))
  return { sha256: hex.join(""), type: picture.type || "image/jpeg", bytes }
}

/** A picture that is still on this phone; null if it is not. @param {string} sha256 @returns {Promise<Blob|null>} */
export const local = async (sha256) => {
  const photo = await within((database) => database.get("photos", sha256))
  return photo ? new Blob([photo.bytes], { type: photo.type }) : null
}

/**
 * Send the pictures whose entries have gone. Stops at the first answer that says "later", and between two pieces where
 * something more urgent waits.
 * @param {Set<number>} unsent the numbers of entries still on this phone
 * @param {() => boolean} urgent
 */
export const sendPhotos = async (unsent, urgent) => {
  const photos = /** @type {Photo[]} */ (await within((database) => database.getAll("photos")))
  for (const photo of photos.filter(({ n, refused }) => !refused && !unsent.has(n))) {
    if (!await send(photo, urgent)) return
  }
}

/** @param {Photo} photo @param {() => boolean} urgent @returns {Promise<boolean>} whether to go on with the next */
const send = async (photo, urgent) => {
  let sent = photo.sent
  while (sent < photo.bytes.byteLength) {
    if (urgent()) return false
    const answer = await piece(photo, sent)
    const next = reached(answer, sent)
    if (next === null) return false
    if (next !== "refused") sent = next
    await within((database) => database.put("photos", { ...photo, sent, refused: next === "refused" }))
    if (next === "refused") return true
  }
  await within((database) => database.delete("photos", photo.sha256))
  return true
}

/** @param {Photo} photo @param {number} from */
const piece = ({ show, by, sha256, type, bytes }, from) => {
  const way = pass(by)
  if (!way) return { failed: /** @type {const} */ (true) }
  return ask(`/api/shows/${show}/photos/${sha256}`, {
    method: "PUT", key: way.key, type, body: bytes.slice(from, from + PIECE),
    headers: { "Upload-Offset": String(from), "Upload-Length": String(bytes.byteLength) },
  })
}

/**
 * Bytes the server has after an answer: it says so itself, also when it disagrees with us about where to go on (409).
 * null: try later. "refused": the server cannot use it, however often it is asked.
 * @param {import("./answers.js").Answer & {headers?: Headers}} answer
 * @param {number} from
 * @returns {number|null|"refused"}
 */
export const reached = (answer, from) => {
  if (answer.failed || !answer.ours || answer.status >= 500 || [401, 408, 429].includes(answer.status)) return null
  const said = answer.headers?.get("Upload-Offset")
  const next = said === null || said === undefined ? NaN : Number(said)
  if (answer.status === 409) return Number.isSafeInteger(next) && next !== from ? next : "refused"
  if (answer.status >= 400 || !Number.isSafeInteger(next) || next <= from) return "refused"
  return next
}
