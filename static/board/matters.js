/** Everything on this show that a lead should look at, the gravest first: findings of every room, and what is held. */
import { isNumber } from "../core/lookup.js"
import { own, row, rows, state } from "../core/world.js"
import { CHOICES as LISTS } from "../checklists/rules.js"
import { CHOICES as CREW } from "../crew/rules.js"
import { answers, CHOICES, findings, TONES } from "../gear/findings.js"

/** @typedef {import("../core/screen.js").Tone} Tone */
/** @typedef {import("../gear/findings.js").Finding} Finding */
/** @typedef {import("../gear/rules.js").Site} Site */
/** @typedef {{kind: string, body: Record<string, any>}} Said */
/**
 * `choices`: what can be decided, with the facts about `subject` that say it.
 * @typedef {{subject: string, found: Finding, tone: Tone, choices: {name: string, says: Said[]}[]}} Matter
 */

const GRAVEST = ["stop", "warn", "info", "idle", "ok"]

/** @param {Site} site @returns {Matter[]} */
export const matters = (site) => {
  const all = [...cases(site), ...judged("person", CREW, "warn"), ...judged("step", LISTS, "stop"), ...codes(), ...linked(), ...held()]
  return all.sort((a, b) => GRAVEST.indexOf(a.tone) - GRAVEST.indexOf(b.tone) || later(a, b))
}

/** @param {Matter} a @param {Matter} b */
const later = (a, b) => ((a.found.at ?? "") < (b.found.at ?? "") ? 1 : -1)

/** @param {Site} site @returns {Matter[]} */
const cases = (site) => {
  // A case that nobody scanned can only be in a loop of the plan's own.
  const ids = new Set([...spokenOf("case").map(Number), ...rows("case").filter(({ inside }) => inside !== null).map(({ id }) => id)])
  return [...ids].flatMap((id) => findings(id, site).map((found) => ({
    subject: `case:${id}`, found, tone: TONES[found.kind] ?? "warn",
    choices: (CHOICES[found.kind] ?? []).map(({ name }) => ({ name, says: answers(found, name, site.state(id)) })),
  })))
}

/**
 * What a fold found, and no lead decided on yet.
 * @param {string} noun
 * @param {Record<string, string[]>} choices
 * @param {Tone} tone
 * @returns {Matter[]}
 */
const judged = (noun, choices, tone) => spokenOf(noun).flatMap((key) => {
  const { findings: found, decided } = state(noun, key)
  const open = found.filter((/** @type {Finding} */ one) => !(one.key in decided))
  return open.map((/** @type {Finding} */ one) =>
    ({ subject: `${noun}:${key}`, found: one, tone, choices: (choices[one.kind] ?? []).map((name) => decision(one, name)) }))
})

/** Codes that were scanned and stand for nothing. @returns {Matter[]} */
const codes = () => spokenOf("code").flatMap((code) => {
  const { to, at, place, number, decided } = state("code", code)
  const found = { key: `unknown:${code}`, kind: "unknown", at, entry: null, place, number }
  if (to || at === null || found.key in decided || row("code", code)?.subject || isNumber(code)) return []
  return [{ subject: `code:${code}`, found, tone: /** @type {Tone} */ ("warn"), choices: [decision(found, "not_ours")] }]
})

/** Codes that two phones linked to two things; which of them it is, the code then stands for. @returns {Matter[]} */
const linked = () => judged("code", {}, "stop").map((one) => ({ ...one, choices: [
  decision(one.found, "first"),
  { name: "later", says: [{ kind: "Bound", body: { to: one.found.place, anew: true } }, ...decision(one.found, "later").says] },
] }))

/** What the server keeps without counting it, until a lead has spoken. @returns {Matter[]} */
const held = () => {
  const answered = new Set(own().filter(({ entry, counts }) => counts && ["Accepted", "Undone"].includes(entry.kind)).map(({ entry }) => entry.body.entry))
  return rows("held").filter(({ entry }) => !answered.has(entry)).map(({ entry, subject, kind, by, at, reason }) => ({
    subject, tone: /** @type {Tone} */ ("warn"), found: { key: `${reason}:${entry}`, kind: reason, at, entry, by, said: kind },
    choices: [{ name: "accept", says: [{ kind: "Accepted", body: { entry } }] }, { name: "refuse", says: [{ kind: "Undone", body: { entry } }] }],
  }))
}

/** @param {Finding} found @param {string} name */
const decision = (found, name) => ({ name, says: [{ kind: "Decided", body: { finding: found.key, choice: name } }] })

/** Keys of a noun that anybody has spoken of, here or elsewhere. @param {string} noun @returns {string[]} */
const spokenOf = (noun) => {
  const here = own().map(({ entry }) => entry.subject).filter((subject) => subject.startsWith(`${noun}:`))
  return [...new Set([...rows(`${noun}_state`).map(({ key }) => String(key)), ...here.map((subject) => subject.slice(noun.length + 1))])]
}
