/**
 * Several cases in one picture: each is held against the list while somebody looks, and all are recorded with one tap.
 * Nothing of it is a scan before that tap.
 */
import { nameOf, parts } from "../core/names.js"
import { lastOwn, recordAll, undoAll } from "../core/record.js"
import { n, t } from "../core/words.js"
import { watch } from "../core/world.js"
import { foretell } from "../gear/verbs.js"
import { careful } from "./context.js"
import { add, isOpen, LEAST, NONE, without } from "./device/several.js"
import { draw, say } from "./frame.js"
import * as packing from "./packing.js"
import { go } from "./router.js"
import { deedNow, isInvitation, later, meant } from "./scanning.js"
import { labelOf } from "./unknown.js"
import { show } from "./verdict.js"
import { isAwake } from "./waking.js"
import { here, leg, touch } from "./where.js"

/** @typedef {import("./device/reader.js").Reading} Reading */
/** @typedef {import("./scanning.js").Deed} Deed */
/** @typedef {import("./verdict.js").Tone} Tone */
/** A case of the stack: what a scan of it would say. `seen_ms`: when it was last in the picture, and where.
 * @typedef {{subject: string, tone: Tone, title: string, corners: import("./device/reader.js").Point[], seen_ms: number}} Judged */

/** The loudest first. @type {Tone[]} */
const LOUDEST = ["stop", "unknown", "again", "ok"]
/** So many that are not fine are named one by one. */
const NAMED = 4

let stack = NONE
/** What each text in the picture is about; null: nothing that lies in a stack. @type {Map<string, string|null>} */
const subjects = new Map()
/** What the last tap recorded. @type {import("../core/types.js").Entry[]} */
let recorded = []

// What was learned meanwhile may have given a code another meaning.
watch(() => { for (const text of subjects.keys()) void learn(text) })

/** Look at what somebody sees in the picture; true: it is a stack's, and none of it is a scan by itself. @param {Reading[]} readings */
export const look = (readings) => {
  if (!isAwake() || (readings.length < LEAST && !isOpen(stack))) return false
  // What a text means is known by the next look.
  if (readings.some(({ text }) => subjectOf(text) === undefined)) return readings.length >= LEAST
  const before = stack
  const answer = add(stack, readings.filter(({ text }) => subjectOf(text)), performance.now())
  stack = answer.stack
  if (Object.keys(before.seen).length !== Object.keys(stack.seen).length) draw()
  return answer.taken
}

/** @param {string} text @returns {string|null|undefined} undefined: not known yet */
const subjectOf = (text) => {
  if (!subjects.has(text)) void learn(text)
  return subjects.get(text)
}

/** @param {string} text */
const learn = async (text) => {
  const subject = isInvitation(text) ? "" : await meant(text)
  const [noun, key] = parts(subject)
  const before = subjects.get(text)
  const now = noun === "case" || (noun === "code" && !key.startsWith("#")) ? subject : null
  subjects.set(text, now)
  if (before !== now && text in stack.seen) draw()
}

/** The cases of the stack, the loudest first; a case with two labels once. Empty: there is no stack. @returns {Judged[]} */
export const stacked = () => {
  /** @type {Map<string, Judged>} */
  const found = new Map()
  for (const [text, seen] of Object.entries(stack.seen)) {
    const subject = subjectOf(text)
    if (subject) found.set(subject, { subject, ...judged(subject), ...seen })
  }
  return [...found.values()].sort((a, b) => LOUDEST.indexOf(a.tone) - LOUDEST.indexOf(b.tone))
}

/** What a scan of it would say. @param {string} subject @returns {{tone: Tone, title: string}} */
const judged = (subject) => {
  const [noun, key] = parts(subject)
  if (noun === "code") return { tone: "unknown", title: t("New code") }
  const box = packing.into()
  return box ? packing.foretell(key, box.key) : foretell({ key, place: here()?.ref ?? "", leg: leg() })
}

/** Something of it was scanned by itself. @param {string} text */
export const drop = (text) => { stack = without(stack, text) }

/** Nobody meant it. */
export const leave = () => {
  stack = NONE
  subjects.clear()
  draw()
}

/** Record all of it. Gives the texts that have counted. */
export const record = () => {
  const texts = Object.keys(stack.seen)
  const wanted = stacked().map(({ subject }) => subject)
  leave()
  void recordThem(wanted)
  return texts
}

/** @param {string[]} wanted */
const recordThem = async (wanted) => {
  const deeds = wanted.map((subject) => ({ subject, deed: deedNow(subject) }))
  const waits = deeds.filter(({ deed }) => !deed).map(({ subject }) => subject)
  if (waits.length) return later(waits)
  const found = /** @type {{subject: string, deed: Deed}[]} */ (deeds)
  const facts = found.filter(({ deed }) => deed.kind !== null).map(({ subject, deed }) => ({ subject, kind: String(deed.kind), body: deed.body }))
  const entries = await careful(() => recordAll(facts))
  if (!entries) return
  recorded = entries
  const verdict = summed(found)
  show({ ...verdict, acts: entries.length ? [{ icon: "undo-2", words: undoing(entries.length), press: () => undo() }, ...linking(wanted, verdict.tone)] : [] })
  await touch()
}

/** The way to say what the new codes are; under the thumb where nothing is louder. @param {string[]} wanted @param {Tone} tone @returns {import("./verdict.js").Act[]} */
const linking = (wanted, tone) => {
  const fresh = wanted.filter((subject) => subject.startsWith("code:"))
  const to = fresh.length === 1 ? `#link/${encodeURIComponent(parts(fresh[0])[1])}` : "#unlinked"
  return fresh.length ? [{ icon: "link", words: n("Link {count} new code", "Link {count} new codes", fresh.length), press: () => go(to), first: tone === "unknown" }] : []
}

/** @param {number} count */
export const undoing = (count) => (count > 1 ? t("Undo all {count}", { count }) : t("Undo"))

/** One verdict for all: as loud as the loudest of them. @param {{subject: string, deed: Deed}[]} found @returns {import("./verdict.js").Verdict} */
const summed = (found) => {
  const said = found.map(({ subject, deed }) => ({ ...deed.verdict, code: labelOf(subject) }))
  const tone = /** @type {Tone} */ (LOUDEST.find((one) => said.some((verdict) => verdict.tone === one)) ?? "ok")
  const loud = said.filter((one) => one.tone === tone)
  const alike = loud.every(({ title }) => title === loud[0].title)
  return {
    tone, title: alike ? loud[0].title : t("Look at these"),
    code: loud.length === said.length ? counted(said.length) : t("{count} of {total}", { count: loud.length, total: said.length }),
    where: tone === "ok" ? [here() ? nameOf(here()?.ref ?? "") : ""] : named(loud, alike),
    notes: [n("{count} is saved on this phone", "All {count} are saved on this phone", found.filter(({ deed }) => deed.kind !== null).length)],
  }
}

/** @param {{code: string, title: string}[]} loud @param {boolean} alike */
const named = (loud, alike) => {
  const lines = loud.slice(0, NAMED).map(({ code, title }) => (alike ? code : `${code}: ${title}`))
  const more = loud.length - lines.length
  return more ? [...lines, n("and {count} more", "and {count} more", more)] : lines
}

/** How many there are. @param {number} count */
export const counted = (count) => n("{count} case", "{count} cases", count)

/** What the last tap recorded, as long as its newest is what this phone said last; else none. @param {number} by */
export const latest = (by) => (recorded.length > 1 && recorded.at(-1)?.id === lastOwn(by)?.entry.id ? recorded : [])

/** Take all of it back. */
export const undo = async () => {
  if (!recorded.length || !await careful(() => undoAll(recorded))) return
  recorded = []
  say(t("Undone"))
}
