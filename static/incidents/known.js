/** The incidents this phone knows of, its own unsent ones among them, and what people wrote about them. */
import { own, row, rows, state } from "../core/world.js"
import { isOpen } from "./rules.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").State} State */
/** @typedef {{key: string, state: State}} Incident */

const NOUN = "incident:"

/** Every incident that was reported, in no order. @returns {Incident[]} */
export const known = () => {
  const here = own().map(({ entry }) => entry.subject).filter((subject) => subject.startsWith(NOUN))
  const keys = new Set([...rows("incident_state").map(({ key }) => String(key)), ...here.map((subject) => subject.slice(NOUN.length))])
  return [...keys].map((key) => ({ key, state: state("incident", key) })).filter((one) => one.state.reported !== null)
}

/** Those that are not over. */
export const openOnes = () => known().filter((one) => isOpen(one.state))

/** Its number in the site log, the same on every phone; null until it was sent. @param {string} key @returns {number|null} */
export const numberOf = (key) => row("incident_state", key)?.born ?? null

/**
 * What its witness wrote; "" for nothing, or for a reader who may not know: leads read all, crew what they wrote.
 * @param {Context} context
 * @param {Incident} incident
 * @returns {string}
 */
export const account = (context, { key, state: { by, reported } }) => {
  if (by !== context.me()?.id && !context.may("lead")) return ""
  const mine = own().find(({ entry }) => entry.subject === NOUN + key && entry.at === reported)?.entry.private?.text
  return mine ?? rows("words").find((one) => one.subject === NOUN + key && one.by === by && one.at === reported)?.text ?? ""
}
