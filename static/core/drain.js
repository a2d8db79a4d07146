/**
 * Sends what waits on this phone. One tab at a time, each person's entries under their own name, and nothing leaves the
 * queue but what the server lists as kept. What to do with an answer is decided in answers.js.
 */
import { backOff, judge } from "./answers.js"
import { ask } from "./api.js"
import { now, offset } from "./clock.js"
import { batch, instant, lines, MOST_LINES } from "./entry.js"
import { alone, hear, tell } from "./hub.js"
import { deliver } from "./deliver.js"
import { count, park, settle, waiting } from "./outbox.js"
import { pass, refuse } from "./people.js"
import { sendPhotos } from "./photos.js"
import { parts } from "./rows.js"
import { report, status } from "./status.js"
import { meta } from "./store.js"

/** @typedef {import("./types.js").Own} Own */
/** "on": go on; "next": this person's must wait; "stop": nobody's can go now. @typedef {"on"|"next"|"stop"} Outcome */

const EVERY = 20_000
/** When another tab is sending: how soon to look whether it took ours too (ms). */
const SOON = 1000
const OFF = 600

let most = MOST_LINES
let failures = 0
/** Until when nothing may be sent, ms: our own back-off, and what the server asked for. */
let patience = 0
let asked = 0
/** @type {ReturnType<typeof setTimeout>|undefined} */
let alarm

/** Send on every occasion there is. iOS fires no `online` on resume, and `onLine` lies: only an answer counts. */
export const keepSending = () => {
  hear("own", (detail) => { if (detail?.added) drain() })
  hear("people", (_, elsewhere) => { if (!elsewhere) drain({ urgent: true }) })
  addEventListener("online", () => drain({ urgent: true }))
  addEventListener("pageshow", () => drain({ urgent: true }))
  document.addEventListener("visibilitychange", () => { if (!document.hidden) drain({ urgent: true }) })
  return drain({ urgent: true })
}

/** @type {Promise<unknown>|null} what this tab is sending just now */
let running = null
/** Whether somebody waits for the next round: what they scanned goes before the pictures of this one. */
let wanted = false

/**
 * Send all that waits, unless another tab is at it; answers once that was tried. `urgent`: somebody asks, or the signal
 * may be back: do not wait out our own back-off, only what the server asked for.
 * @param {{urgent?: boolean}} [how]
 */
export const drain = async ({ urgent = false } = {}) => {
  while (running) {
    wanted = true
    await running
  }
  const due = urgent ? asked : Math.max(asked, patience)
  if (Date.now() < due) return again(due - Date.now())
  const sending = alone("drain", empty)
  running = sending.catch(() => {})
  await sending.then((done) => again(done ? EVERY : SOON), fail).finally(() => { running = null })
}

/**
 * What went wrong is not the network's doing (api.js answers for that): say it, and try again all the same.
 * @param {unknown} error
 */
const fail = (error) => {
  again(EVERY)
  throw error
}

/** Look again later. @param {number} delay ms */
const again = (delay) => {
  clearTimeout(alarm)
  alarm = setTimeout(drain, patience > Date.now() ? patience - Date.now() : delay)
}

/** @returns {Promise<true>} */
const empty = async () => {
  /** @type {Set<number>} people whose entries cannot go now */
  const stuck = new Set()
  wanted = false
  let left = await waiting()
  if (left.length) report({ sending: true })
  for (let own = left[0]; own; own = left.filter(({ entry }) => !stuck.has(entry.by))[0]) {
    const outcome = await sendFor(left.filter((one) => one.show === own.show && one.entry.by === own.entry.by))
    if (outcome === "next") stuck.add(own.entry.by)
    if (outcome === "stop") break
    left = await waiting()
  }
  if (patience <= Date.now() && await deliver()) await sendPhotos(new Set(left.map(({ n }) => n)), () => wanted)
  report({ sending: false, signIn: [...stuck], ...stuck.size && { trouble: "sign-in" }, ...await count() })
  return true
}

/** One push of one person's entries. @param {Own[]} owns @returns {Promise<Outcome>} */
const sendFor = async (owns) => {
  const way = pass(owns[0].entry.by)
  return way ? push(batch(owns, most), way.key) : "next"
}

/** @param {Own[]} owns @param {string|null} key @returns {Promise<Outcome>} */
const push = async (owns, key) => {
  const { show, entry } = owns[0]
  const sender = { device: await meta("device"), sentAt: instant(now()), queued: status.waiting + status.carried }
  const body = lines(owns.map((own) => own.entry), sender)
  const answer = await ask(`/api/shows/${show}/entries`, { method: "POST", body, key, type: "application/x-ndjson" })
  const action = judge(answer, owns.map((own) => own.entry.id))
  switch (action.act) {
    case "settle": return received(owns, action.results, answer)
    case "park": return refused(owns[0], action.why)
    case "halve": return parted(owns, most = Math.ceil(owns.length / 2), key)
    case "singly": return parted(owns, 1, key)
    case "sign-in": return unknown(entry.by, key)
    case "captive": return later("captive", null)
    case "wait": return later(action.why, action.after)
  }
}

/** @param {Own[]} owns @param {import("./answers.js").Result[]} results @param {any} answer @returns {Promise<Outcome>} */
const received = async (owns, results, answer) => {
  await settle(owns, results, parts(answer.body.head).seq)
  failures = patience = asked = 0
  report({ trouble: null, retry: null, received: Date.now(), clockOff: Math.abs(offset() ?? 0) > OFF, ...await count() })
  tell("own")
  tell("sent", { show: owns[0].show, head: answer.body.head })
  return "on"
}

/** @param {Own} own @param {string} why @returns {Promise<Outcome>} */
const refused = async (own, why) => {
  await park(own, why)
  most = MOST_LINES
  tell("own")
  return "on"
}

/**
 * There may be another way in: the session, where the key is no longer known.
 * @param {number} by
 * @param {string|null} key
 * @returns {Promise<Outcome>}
 */
const unknown = async (by, key) => {
  await refuse(by, key)
  return pass(by) ? "on" : "next"
}

/** Send a batch in smaller ones. @param {Own[]} owns @param {number} size @param {string|null} key @returns {Promise<Outcome>} */
const parted = async (owns, size, key) => {
  for (let from = 0; from < owns.length; from += size) {
    const outcome = await push(owns.slice(from, from + size), key)
    if (outcome !== "on") return outcome
  }
  return "on"
}

/** @param {"unreachable"|"busy"|"captive"} trouble @param {number|null} after seconds @returns {Outcome} */
const later = (trouble, after) => {
  patience = Date.now() + backOff(++failures, after)
  asked = after === null ? 0 : Date.now() + after * 1000
  report({ trouble, retry: patience })
  return "stop"
}
