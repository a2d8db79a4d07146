/** A code that stands for nothing this phone knows: recorded where it was seen, linked whenever somebody knows better. */
import { spaced } from "../core/codes.js"
import { nameOf } from "../core/names.js"
import { t } from "../core/words.js"

/** How a code is shown: a badge by the beginning of its hash, a supplier's label as just that. @param {string} subject */
export const labelOf = (subject) => {
  const key = subject.slice(subject.indexOf(":") + 1)
  if (!subject.startsWith("code:")) return nameOf(subject)
  return key.startsWith("~") ? t("Another label") : key.startsWith("#") ? spaced(key.slice(1, 9).toUpperCase()) : key
}

/** @param {import("./scanning.js").Scan} scan @returns {import("./scanning.js").Deed} */
export const scan = ({ key, place, slot, leg, out, typed }) => (key.startsWith("#")
  ? { kind: out ? "CheckedOut" : "CheckedIn", body: { gate: place }, offers: ["link"], verdict: {
    tone: "unknown", title: t("New badge"), code: labelOf(`code:${key}`), where: [t("Nobody's yet")],
    notes: [t("Saved. Whose badge is this?")] } }
  : { kind: "Moved", body: { place, leg, slot, typed }, offers: ["link"], verdict: {
    tone: "unknown", title: t("New code"), code: labelOf(`code:${key}`), where: [t("Not on any list")], notes: [t("Saved. Which case is this?")] } })
