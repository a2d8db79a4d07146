/**
 * One scan from the code to the verdict. The kind of the code decides the verb: a place says where, a case is moved there,
 * a badge checks its owner in there, an unknown code asks what it is. The entry is on this phone's disk before the verdict
 * shows; the verdict compares with how things were before the entry.
 */
import { hashed } from "../core/codes.js"
import { author, current } from "../core/people.js"
import { find } from "../core/lookup.js"
import { nameOf, isPlace, parts } from "../core/names.js"
import { record } from "../core/record.js"
import { n, t } from "../core/words.js"
import { now } from "../core/clock.js"
import { bound, row } from "../core/world.js"
import * as crew from "../crew/verbs.js"
import * as gear from "../gear/verbs.js"
import { careful } from "./context.js"
import { pageOf } from "./counting.js"
import { draw, holdStill } from "./frame.js"
import { homeless, letGo, recall, shelter } from "./limbo.js"
import { placeActs } from "./places.js"
import * as pack from "./packing.js"
import { offers } from "./offers.js"
import { go } from "./router.js"
import { show } from "./verdict.js"
import { labelOf, scan as scanUnknown } from "./unknown.js"
import { woken } from "./waking.js"
import { here, leg, settle, touch } from "./where.js"

/** @typedef {import("./verdict.js").Verdict} Verdict */
/** @typedef {import("../core/types.js").Entry} Entry */
/**
 * What a verb needs to know: the subject, where the phone is, which way things go there.
 * @typedef {{subject: string, key: string, place: string, slot: number|null, leg: "in"|"out", out: boolean, typed: boolean}} Scan
 */
/** What a verb answers: the fact (kind null: nothing is to be recorded), what it means, and what to offer next.
 * @typedef {{kind: string|null, body: Record<string, any>, verdict: Verdict, offers: string[]}} Deed */

/** What somebody may have painted on a case. Anything else may be somebody's secret: a network's password, a ticket. */
const PAINTED = /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]{0,39}$/u
const INVITATION = /^(https?:\/\/[^/]+)\/join\/[^/?#]+$/i

/**
 * Somebody scanned or typed a code.
 * @param {string} text
 * @param {{typed?: boolean}} [how]
 */
export const heard = async (text, { typed = false } = {}) => {
  performance.mark("scan:heard")
  holdStill()
  await woken
  if (isInvitation(text)) return show(invitation(text))
  await act(await meant(text), typed)
}

/**
 * What a text is about: the thing itself, or the code as it stands. Of codes that are not ours and no painted number
 * only a hash is kept: enough to link a supplier's label to a case, and to tell nobody what it said.
 * @param {string} text
 */
export const meant = async (text) => {
  const { subject } = await find(text)
  if (subject) return subject
  const plain = text.trim().toUpperCase()
  const key = PAINTED.test(plain) ? plain : (await hashed(text.trim())).replace("#", "~")
  return bound(key) ?? `code:${key}`
}

/** A lead's invitation to this very site, read with the scanner instead of the phone's camera. @param {string} text */
export const isInvitation = (text) => INVITATION.exec(text.trim())?.[1].toLowerCase() === location.origin

/** @param {string} text @returns {Verdict} */
const invitation = (text) => ({
  tone: "unknown", shape: "user-plus", title: t("An invitation"), code: "", where: [t("It lets one person in")],
  notes: [t("Opening it uses it up")],
  acts: [{ icon: "log-in", words: t("Open it"), first: true, press: () => location.assign(text.trim()) }],
})

/**
 * Do what a subject's kind says.
 * @param {string} subject
 * @param {boolean} [typed]
 */
export const act = async (subject, typed = false) => {
  const [noun, key] = parts(subject)
  if (isPlace(subject)) return arrived(subject)
  if (noun === "slot" && row("slot", key)) return arrived(`dock:${row("slot", key)?.dock}`, Number(key))
  if (noun === "list" || noun === "incident") return go(`#${noun}/${key}`)
  const found = deedNow(subject, typed)
  return found ? done(subject, found) : later([subject], typed)
}

/** What a scan of something means now; null while nobody knows where the phone is. @param {string} subject @param {boolean} [typed] */
export const deedNow = (subject, typed = false) => {
  const [noun, key] = parts(subject)
  if (noun === "case" && pack.into()) return pack.scan(key)
  return here() && current() ? deed(subject, typed) : null
}

/** @param {string} subject @param {boolean} typed @returns {Deed} */
const deed = (subject, typed) => {
  const at = here()
  if (!at) throw new Error("a scan needs a place")
  const [noun, key] = parts(subject)
  const scan = { subject, key, place: at.ref, slot: at.slot, leg: leg(at), out: at.out, typed }
  if (noun === "case") return gear.scan(scan)
  return noun === "person" ? crew.scan(scan) : scanUnknown(scan)
}

/** Write it, then show what it means. @param {string} subject @param {Deed} deed */
const done = async (subject, { kind, body, verdict, offers: wanted }) => {
  const entry = kind === null ? null : await careful(() => record(kind, subject, body))
  if (kind !== null && !entry) return
  show({ ...verdict, acts: offers(subject, wanted, entry) })
  performance.measure("scan:verdict", "scan:heard")
  await touch()
  const next = entry && pageOf(subject)
  if (next) go(next)
}

/** The phone is at a place now; scans that waited for one are recorded there. @param {string} ref @param {number|null} [slot] */
export const arrived = async (ref, slot = null) => {
  await settle(ref, slot)
  await welcome(ref, slot)
}

/** @param {string} ref @param {number|null} slot */
const welcome = async (ref, slot) => {
  const count = await bringHome()
  const notes = count ? [n("{count} scan that waited is recorded here", "{count} scans that waited are recorded here", count)] : []
  const name = slot === null ? nameOf(ref) : nameOf(`slot:${slot}`)
  show({ tone: "ok", shape: "map-pin", title: t("You are at"), code: name, notes })
  draw()
}

/** @type {Promise<number>} */
let homing = Promise.resolve(0)

/** Record what waited for a place, each once however often somebody says where. Answers how many. */
const bringHome = () => (homing = homing.catch(() => 0).then(bring))

const bring = async () => {
  await recall()
  let count = 0
  for (let [scan] = homeless(); scan; [scan] = homeless()) {
    const subject = await known(scan.subject)
    const { kind, body } = MOVABLE.has(parts(subject)[0]) ? deed(subject, scan.typed) : NOTHING
    if (kind !== null && !await careful(() => record(kind, subject, body, { by: scan.by ?? author() }))) break
    await letGo(scan)
    count += 1
  }
  return count
}

/** @param {string[]} subjects */
const takeBack = async (subjects) => {
  for (const scan of homeless()) if (subjects.includes(scan.subject)) await letGo(scan)
  draw()
}

/** What can be somewhere. A place that was scanned before this phone knew the show says nothing any more. */
const MOVABLE = new Set(["case", "person", "code"])
const NOTHING = { kind: null, body: {} }

/** A code that was scanned before this phone knew the show may have a meaning by now. @param {string} subject */
const known = async (subject) => {
  const [noun, key] = parts(subject)
  return noun === "code" ? bound(key) ?? (await find(key)).subject ?? subject : subject
}

/** Nobody knows where the phone is: keep the scans, ask for the place. @param {string[]} subjects @param {boolean} [typed] */
export const later = async (subjects, typed = false) => {
  const scan = { by: current()?.id ?? null, at: now(), typed }
  for (const subject of subjects) if (!await careful(async () => { await shelter({ ...scan, subject }); return true })) return
  const at = here()
  // Somebody said where while it was being written.
  if (at && current()) return welcome(at.ref, at.slot)
  const count = subjects.length
  show({
    tone: "unknown", shape: "map-pin", title: t("Where are you?"), code: count === 1 ? labelOf(subjects[0]) : n("{count} code", "{count} codes", count),
    where: [t("Scan the place, or pick it")], notes: [n("This scan is kept and counts there", "These scans are kept and count there", count)],
    acts: [...placeActs(), { icon: "undo-2", words: t("Undo"), press: () => takeBack(subjects) }],
  })
  draw()
}
