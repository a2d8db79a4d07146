/** What waits on this phone: whose, about what and since when; and each entry by itself for whoever wants to see it. */
import { people } from "../core/people.js"
import { nameOf } from "../core/names.js"
import { told } from "../core/telling.js"
import { chip, html, icon, nothing } from "../core/ui.js"
import { n, t, time } from "../core/words.js"

/** @typedef {import("../core/types.js").Own} Own */
/** @typedef {Pick<import("../core/types.js").Entry, "kind"|"by"|"at">} Said */
/** `since`: the oldest, as text. @typedef {{by: number, sort: string, count: number, since: string}} Group */

/** More than a screen of them helps nobody; the file has them all. */
const MOST = 30

/** @type {Record<string, [shape: string, words: (count: number) => string]>} */
const SORTS = {
  cases: ["package", (count) => n("{count} on a case", "{count} on cases", count)],
  people: ["users", (count) => n("{count} person in or out", "{count} people in or out", count)],
  incidents: ["siren", (count) => n("{count} on an incident", "{count} on incidents", count)],
  lists: ["list-checks", (count) => n("{count} on a list", "{count} on lists", count)],
  codes: ["link", (count) => n("{count} code linked", "{count} codes linked", count)],
  undone: ["undo-2", (count) => n("{count} undone", "{count} undone", count)],
  other: ["circle", (count) => n("{count} other", "{count} others", count)],
}

/** @type {Record<string, string[]>} */
const KINDS = {
  cases: ["Moved", "Packed", "Unpacked", "Held", "Released", "Damaged", "Mended", "LeftHere", "Remarked", "Counted"],
  people: ["CheckedIn", "CheckedOut"], incidents: ["Reported", "Noted", "Graded", "Taken", "Resolved", "Reopened"],
  lists: ["Ticked", "Unticked"], codes: ["Bound", "Named"], undone: ["Undone"],
}

/** @param {string} kind */
const sortOf = (kind) => Object.keys(KINDS).find((sort) => KINDS[sort].includes(kind)) ?? "other"

/**
 * Entries by author and what they are about, in the order of each one's oldest.
 * @param {Said[]} entries
 * @returns {Group[]}
 */
export const groups = (entries) => {
  /** @type {Map<string, Group>} */
  const found = new Map()
  for (const { kind, by, at } of entries) {
    const sort = sortOf(kind)
    const before = found.get(`${by} ${sort}`) ?? { by, sort, count: 0, since: at }
    found.set(`${by} ${sort}`, { ...before, count: before.count + 1, since: at < before.since ? at : before.since })
  }
  return [...found.values()].sort((a, b) => (a.since < b.since ? -1 : 1))
}

/** The groups as a list. @param {Said[]} entries */
export const grouped = (entries) => (entries.length ? html`<div class="card card--flush"><ul class="list">${groups(entries).map(group)}</ul></div>` : nothing)

/** @param {Group} one */
const group = ({ by, sort, count, since }) => html`<li>${icon(SORTS[sort][0], { size: "l" })}<span class="grow"><b>${SORTS[sort][1](count)}</b><br>
  <span class="muted small">${whose(by)}</span></span><span class="small muted nowrap">${t("since")} <time datetime=${since}>${time(since)}</time></span></li>`

/** A name this phone knows. @param {number} by */
export const whose = (by) => people().find(({ id }) => id === by)?.name ?? nameOf(`person:${by}`)

/** Each entry, the newest first. @param {Own[]} owns */
export const each = (owns) => (owns.length ? html`<details class="more"><summary>${t("Each of them")}</summary><div class="card card--flush"><ul class="list list--s each">${
  owns.slice(-MOST).reverse().map(line)}</ul></div>${owns.length > MOST ? html`<p class="muted">${n("and {count} more", "and {count} more", owns.length - MOST)}</p>` : nothing}</details>` : nothing)

/** @param {Own} own */
const line = ({ entry }) => {
  const { icon: shape, words } = told(entry)
  return html`<li>${icon(shape)}<b class="grow">${words}</b><time class="small muted nowrap" datetime=${entry.at}>${time(entry.at)}</time></li>`
}

/** What the server refused, and with which words. @param {Own[]} owns */
export const refusals = (owns) => (owns.length ? html`<div class="card card--flush"><ul class="list">${owns.map(refused)}</ul></div>` : nothing)

/** @param {Own} own */
const refused = ({ entry, why }) => {
  const { icon: shape, words } = told(entry)
  return html`<li>${icon(shape, { size: "l" })}<div class="grow"><b>${words}</b><div class="small muted">${t("The server said: {reason}", { reason: why ?? "" })}</div></div>${chip(t("Refused"), "stop")}</li>`
}
