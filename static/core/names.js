/** Words for the things that facts name by reference. */
import { t, time } from "./words.js"
import { row } from "./world.js"

const PLACES = new Set(["dock", "zone", "truck", "gate", "muster", "yard"])

/**
 * What people call it: "Dock 1", a case's number, a person's name, what a step says. The reference itself where this phone does not know it.
 * @param {string} ref such as `dock:3`, `case:12`, `slot:5`
 * @returns {string}
 */
export const nameOf = (ref) => {
  const [noun, key] = parts(ref)
  if (PLACES.has(noun)) return row("place", key)?.name ?? ref
  if (noun === "case") return row("case", key)?.code ?? ref
  if (noun === "code") return key.startsWith("~") ? t("Another label") : key
  if (noun === "slot") return slotName(key) ?? ref
  const found = row(noun, key)
  return found?.name ?? found?.text ?? ref
}

/** Noun and key of a reference. @param {string} ref @returns {[string, string]} */
export const parts = (ref) => [ref.slice(0, ref.indexOf(":")), ref.slice(ref.indexOf(":") + 1)]

/** Whether a reference is of a place. @param {string} ref */
export const isPlace = (ref) => PLACES.has(parts(ref)[0])

/** @param {string} key */
const slotName = (key) => {
  const slot = row("slot", key)
  if (!slot) return null
  const truck = slot.truck === null ? slot.vendor : nameOf(`truck:${slot.truck}`)
  return t("{dock}, {time} {truck}", { dock: nameOf(`dock:${slot.dock}`), time: time(slot.starts), truck })
}
