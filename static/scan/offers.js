/** The buttons under a verdict: what somebody may want to say next about what was just scanned. */
import { parts } from "../core/names.js"
import { record, undo } from "../core/record.js"
import { t } from "../core/words.js"
import { careful } from "./context.js"
import { draw, say } from "./frame.js"
import { leaveSheet, troubleSheet } from "../gear/reasons.js"
import { go, present } from "./router.js"
import { show } from "./verdict.js"
import { here } from "./where.js"

/** @typedef {import("../core/types.js").Entry} Entry */
/** @typedef {import("./verdict.js").Act} Act */
/**
 * @param {string} subject
 * @param {string[]} wanted
 * @param {Entry|null} entry what was recorded; can be undone
 * @returns {Act[]}
 */
export const offers = (subject, wanted, entry) => {
  const acts = wanted.map((one) => OFFERS[one](subject))
  return entry ? [undoing(entry), ...acts] : acts
}

/** @param {Entry} entry @returns {Act} */
const undoing = (entry) => ({ icon: "undo-2", words: t("Undo"), press: async () => {
  if (await careful(() => undo(entry))) say(t("Undone"))
} })

/**
 * leave: it stays, with a reason. out: check out. link: say what the code is. trouble: hold or damage. open: its page. count: how much is in it.
 * @type {Record<string, (subject: string) => Act>}
 */
const OFFERS = {
  leave: (subject) => ({ icon: "map-pin", words: t("Stays here"), press: () => leaveSheet(present(), subject, here()?.ref ?? "") }),
  out: (subject) => ({ icon: "log-out", words: t("Check out"), press: () => checkOut(subject), first: true }),
  link: (subject) => ({ icon: "link", words: parts(subject)[1].startsWith("#") ? t("Link to a person") : t("Link to a case"), first: true, press: () => go(`#link/${encodeURIComponent(parts(subject)[1])}`) }),
  trouble: (subject) => ({ icon: "circle-alert", words: t("Problem"), press: () => troubleSheet(present(), subject) }),
  count: (subject) => ({ icon: "hash", words: t("Count"), press: () => go(`#count/${parts(subject)[1]}`) }),
  open: (subject) => ({ icon: "package", words: t("Open case"), press: () => go(`#case/${parts(subject)[1]}`) }),
}

/** @param {string} subject */
const checkOut = async (subject) => {
  const gate = here()?.ref ?? null
  const entry = await careful(() => record("CheckedOut", subject, { gate }))
  if (!entry) return
  show({ tone: "ok", shape: "log-out", title: t("Checked out"), code: "", acts: [undoing(entry)], next: t("Next badge") })
  draw()
}
