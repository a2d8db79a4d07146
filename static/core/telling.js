/** Entries in words: what somebody did, as a line of a list says it. */
import { t } from "./words.js"
import { nameOf, parts } from "./names.js"

/** @typedef {import("./types.js").Fact} Fact */

/** `brief`: where it is clear whom it is about. @typedef {Record<string, any>} Body */
/** @type {Record<string, {icon: string, words: (body: Body, who: string) => string, brief?: (body: Body) => string}>} */
const TOLD = {
  Moved: { icon: "package-check", words: ({ place }, who) => t("{case} at {place}", { case: who, place: nameOf(place) }),
    brief: ({ place }) => t("At {place}", { place: nameOf(place) }) },
  Packed: { icon: "package-plus", words: ({ into }, who) => t("{case} into {other}", { case: who, other: nameOf(`case:${into}`) }),
    brief: ({ into }) => t("Into {other}", { other: nameOf(`case:${into}`) }) },
  Unpacked: { icon: "package-open", words: ({ place }, who) => t("{case} unpacked at {place}", { case: who, place: nameOf(place) }),
    brief: ({ place }) => t("Unpacked at {place}", { place: nameOf(place) }) },
  Held: { icon: "circle-pause", words: ({ reason }, who) => t("{case} on hold: {reason}", { case: who, reason }),
    brief: ({ reason }) => t("On hold: {reason}", { reason }) },
  Released: { icon: "circle-check", words: (_, who) => t("{case} released", { case: who }),
    brief: () => t("Released") },
  Damaged: { icon: "package-x", words: ({ reason }, who) => t("{case} damaged: {reason}", { case: who, reason }),
    brief: ({ reason }) => t("Damaged: {reason}", { reason }) },
  Remarked: { icon: "message-square", words: (_, who) => t("Note to {case}", { case: who }),
    brief: ({ photo }) => (photo ? t("Photo added") : t("Note")) },
  Counted: { icon: "hash", words: ({ name, count, planned }, who) => t("{case}: {name}, {count} of {total}", { case: who, name, count, total: planned }),
    brief: ({ name, count, planned }) => t("{name}: {count} of {total}", { name, count, total: planned }) },
  Mended: { icon: "wrench", words: (_, who) => t("{case} mended", { case: who }),
    brief: () => t("Mended") },
  LeftHere: { icon: "map-pin", words: ({ place, reason }, who) => t("{case} stays at {place}: {reason}", { case: who, place: nameOf(place), reason }),
    brief: ({ place, reason }) => t("Stays at {place}: {reason}", { place: nameOf(place), reason }) },
  CheckedIn: { icon: "log-in", words: ({ gate }, who) => t("{person} in at {gate}", { person: who, gate: nameOf(gate) }),
    brief: ({ gate }) => t("In at {gate}", { gate: nameOf(gate) }) },
  CheckedOut: { icon: "log-out", words: (_, who) => t("{person} out", { person: who }),
    brief: () => t("Out") },
  Bound: { icon: "link", words: ({ to }, who) => t("Code {code} is {thing}", { code: who, thing: nameOf(to) }) },
  Named: { icon: "package-plus", words: ({ number }, who) => t("Code {code} is on {number}, which is on no list", { code: who, number }) },
  Reported: { icon: "siren", words: () => t("Incident reported") },
  Noted: { icon: "message-square", words: () => t("Note to an incident") },
  Graded: { icon: "siren", words: () => t("Incident graded") },
  Taken: { icon: "hand", words: () => t("Incident taken") },
  Resolved: { icon: "check-check", words: () => t("Incident resolved") },
  Reopened: { icon: "rotate-ccw", words: () => t("Incident reopened") },
  Ticked: { icon: "check", words: (_, who) => t("Ticked: {step}", { step: who }) },
  Unticked: { icon: "square-dashed", words: (_, who) => t("Unticked: {step}", { step: who }) },
  PhaseBegan: { icon: "flag", words: ({ phase }) => t("The show is in: {phase}", { phase }) },
  LegClosed: { icon: "flag", words: ({ leg }) => (leg === "in" ? t("Load-in closed") : t("Load-out closed")) },
  Decided: { icon: "badge-check", words: () => t("A finding decided") },
  Accepted: { icon: "badge-check", words: (_, who) => t("Accepted: {thing}", { thing: who }), brief: () => t("Something accepted") },
  Undone: { icon: "undo-2", words: (_, who) => t("Undone: {thing}", { thing: who }),
    brief: () => t("Something undone") },
}

/**
 * An entry as an icon and a sentence; `brief` where it stands on the page of the thing itself.
 * @param {Pick<Fact, "kind"|"subject"|"body">} entry
 */
export const told = ({ kind, subject, body }) => {
  const one = TOLD[kind]
  const words = one?.words(body, whose(subject)) ?? `${kind} ${subject}`
  return { icon: one?.icon ?? "circle", words, brief: one?.brief?.(body) ?? words }
}

/** @param {string} subject */
const whose = (subject) => {
  const [noun, key] = parts(subject)
  return noun === "code" && key.startsWith("#") ? t("unknown badge") : nameOf(subject)
}
