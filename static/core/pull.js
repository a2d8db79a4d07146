/**
 * Brings the server's rows to this phone: every three seconds while somebody looks, at once after a push and on resume.
 * One tab asks, the others are told.
 */
import { ask } from "./api.js"
import { backOff } from "./answers.js"
import { drain } from "./drain.js"
import { alone, hear, tell } from "./hub.js"
import { absorb } from "./outbox.js"
import { identify, lapse } from "./people.js"
import { cursor as stored, keep } from "./pulled.js"
import { parts } from "./rows.js"
import { report, status } from "./status.js"
import { meta, StorageFull } from "./store.js"
import { reached, reread, show } from "./world.js"

/** @typedef {import("./pulled.js").Cursor} Cursor */
/** @typedef {import("./answers.js").Answer & {headers?: Headers}} Answer */

const EVERY = 3000
const AT_MOST = 60_000
/** How much an unchanged answer may be old on the disk before it is worth a write (ms). */
const STALE = 60_000
/** @type {Cursor} */
const NOTHING = { head: "0.0", scope: "", etag: null, at: 0, loose: 0 }

let failures = 0
/** @type {ReturnType<typeof setTimeout>|undefined} */
let alarm

/** Keep the rows fresh for as long as this page is looked at. */
export const keepPulling = () => {
  hear("sent", () => pull())
  hear("pulled", (_, elsewhere) => { if (elsewhere) again() })
  addEventListener("online", () => pull())
  addEventListener("pageshow", catchUp)
  document.addEventListener("visibilitychange", catchUp)
  return pull()
}

/** Ask once now, unless another tab is at it. */
export const pull = async () => {
  clearTimeout(alarm)
  try {
    if (show()) await alone("pull", once)
  } finally {
    again()
  }
}

/** Ask again in three seconds, or later the longer it fails; not while nobody looks. */
const again = () => {
  clearTimeout(alarm)
  if (document.hidden) return
  alarm = setTimeout(pull, failures ? Math.min(AT_MOST, EVERY + backOff(failures)) : EVERY)
}

/** After the page was away: another tab may have pulled meanwhile, and told nobody who was frozen. */
const catchUp = async () => {
  if (document.hidden || !show()) return clearTimeout(alarm)
  const now = await stored(show())
  if (now && now.head !== reached()) await reread()
  await pull()
}

const once = async () => {
  const id = show()
  const before = await stored(id) ?? NOTHING
  if (before.head !== reached()) await reread()
  const query = new URLSearchParams({ after: before.head, scope: before.scope })
  const headers = { "X-Device": await meta("device"), ...before.etag && { "If-None-Match": before.etag } }
  const answer = await ask(`/api/shows/${id}/changes?${query}`, { headers })
  const back = await took(id, before, answer)
  // The signal is back, and no event said so: what waits need not sit out its back-off.
  if (back && failures) void drain({ urgent: true })
  failures = back ? 0 : failures + 1
}

/** Whether the answer made the rows fresh. @param {string} id @param {Cursor} before @param {Answer} answer */
const took = async (id, before, answer) => {
  if (answer.failed) return false
  if (answer.status === 401 && answer.ours) await lapse()
  if (answer.status === 304) return unchanged(id, before)
  if (answer.status !== 200 || typeof answer.body?.head !== "string") return false
  await changed(id, before, answer)
  return true
}

/** @param {string} id @param {Cursor} before */
const unchanged = async (id, before) => {
  if (Date.now() - before.at > STALE) await keep(id, { reset: false, tables: {} }, { ...before, at: Date.now() })
  await fresh(before.head)
  return true
}

/** @param {string} id @param {Cursor} before @param {Answer} answer */
const changed = async (id, before, answer) => {
  if (answer.failed) return
  const { head, scope, reset, tables } = answer.body
  const etag = answer.headers?.get("ETag") ?? null
  tell("pulled", { show: id, head, scope, reset, tables })
  await fresh(head)
  await kept(id, { reset, tables }, { ...before, head, scope, etag, at: Date.now() })
  const begun = before !== NOTHING && parts(head).epoch !== parts(before.head).epoch
  await absorb(id, parts(head).seq, begun)
  if (begun) requeued()
}

/** What the server lost waits again, and need not wait for the next round. */
const requeued = () => {
  tell("own")
  void drain({ urgent: true })
}

/**
 * Without room on the disk the rows are in memory alone, and are asked for again.
 * @param {string} id
 * @param {Parameters<typeof keep>[1]} rows
 * @param {Cursor} cursor
 */
const kept = async (id, rows, cursor) => {
  try {
    await keep(id, rows, cursor)
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
    report({ full: true })
  }
}

/** @param {string} head */
const fresh = async (head) => {
  if (status.signedOut) await identify()
  report({ fresh: Date.now(), head, ...!status.waiting && { trouble: null, retry: null } })
}
