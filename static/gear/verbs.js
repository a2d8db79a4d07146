/** What a scan of a case does, and how it is said: it is moved to where the phone is, or packed into another case. */
import { nameOf } from "../core/names.js"
import { n, number, t, time } from "../core/words.js"
import { row } from "../core/world.js"
import { amountsIn } from "./counting.js"
import { counted } from "./progress.js"
import { packing, verdict, where } from "./rules.js"
import { site } from "./site.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{tone: "ok"|"again"|"stop"|"unknown", shape?: string, title: string, code: string, where?: string[], notes?: string[]}} Said */
/** `offers`: what to offer under the verdict. @typedef {{kind: string|null, body: Record<string, any>, verdict: Said, offers: string[]}} Deed */

/**
 * A case was scanned at a place. It is recorded whatever the verdict says.
 * @param {{key: string, place: string, slot: number|null, leg: "in"|"out", typed: boolean}} scan
 * @returns {Deed}
 */
export const scan = ({ key, place, slot, leg, typed }) => {
  const now = site(leg)
  const id = Number(key)
  const judged = verdict(id, place, now)
  const said = SAID[judged.kind]({ id, place, leg, judged, planned: row("case", key) ?? {}, site: now })
  const offers = OFFERS[judged.kind] ?? ["open"]
  return { kind: "Moved", body: { place, leg, slot, typed }, offers: amountsIn(key).length ? [...offers, "count"] : offers,
    verdict: { tone: /** @type {Said["tone"]} */ (judged.tone), code: row("case", key)?.code ?? key, title: TITLES[judged.kind]({ place, leg }), ...said } }
}

/**
 * What a scan of a case there would say, without a scan. `place` empty: nobody knows where the phone is.
 * @param {{key: string, place: string, leg: "in"|"out"}} scan
 * @returns {{tone: Said["tone"], title: string}}
 */
export const foretell = ({ key, place, leg }) => {
  const { kind, tone } = verdict(Number(key), place, site(leg))
  return { tone: /** @type {Said["tone"]} */ (tone), title: place || kind !== "ok" ? TITLES[kind]({ place, leg }) : "" }
}

/** @type {Record<string, string[]>} */
const OFFERS = { ok: ["trouble"], other_dock: ["leave"], wrong_truck: ["leave"], wrong_owner: ["leave"] }

/**
 * @typedef {{id: number, place: string, leg: "in"|"out", judged: import("./rules.js").Verdict, planned: Row,
 *   site: import("./rules.js").Site}} Judged
 */

/** The word of each verdict. @type {Record<string, (at: {place: string, leg: "in"|"out"}) => string>} */
const TITLES = {
  ok: (at) => arrival(at), again: ({ leg }) => (leg === "in" ? t("Already in") : t("Already out")), other_dock: () => t("Another dock"),
  held: () => t("On hold"), not_listed: () => t("Not on the list"), wrong_truck: () => t("Wrong truck"), wrong_owner: () => t("Wrong truck"),
  // Its code came to this phone, its line did not, or went again.
  unknown: () => t("Not on the list"),
}

/** @type {Record<string, (of: Judged) => Omit<Said, "tone"|"code"|"title">>} */
const SAID = {
  ok: (of) => ({ where: lines(goesTo(of)), notes: [...content(of), ...progress(of), t("Saved on this phone")] }),
  again: ({ place, judged }) => ({ where: [nameOf(place)],
    notes: [t("Since {time}", { time: time(judged.since ?? 0) }), t("Nothing changed")] }),
  other_dock: ({ judged }) => ({ shape: "triangle-alert", where: firstOf(judged.belongs, (place) => t("Belongs at {place}", { place })),
    notes: [t("Kept and flagged for the lead")] }),
  held: ({ judged }) => ({ shape: "circle-pause", where: [judged.reason ?? ""], notes: [t("A lead must release it. The scan is kept.")] }),
  not_listed: () => ({ where: [t("This show does not expect it")], notes: [t("Kept and flagged for the lead")] }),
  wrong_truck: ({ judged }) => ({ where: firstOf(judged.belongs, (place) => t("Goes on {place}", { place })), notes: [t("Kept and flagged for the lead")] }),
  wrong_owner: ({ judged, planned, site: now, place }) => ({
    where: [t("Belongs to {owner}", { owner: ownerOf(planned.owner) }), ...judged.belongs.map(nameOf)],
    notes: [t("This truck is {owner}'s", { owner: ownerOf(now.place(Number(place.split(":")[1]))?.owner) }), t("Kept and flagged for the lead")] }),
  unknown: () => ({ where: [t("This phone does not know that case")], notes: [t("Kept and flagged for the lead")] }),
}

/** @param {{place: string, leg: "in"|"out"}} at */
const arrival = ({ place, leg }) => {
  if (leg === "out") return place.startsWith("truck:") ? t("Loaded") : t("Out")
  if (place.startsWith("truck:")) return t("On the truck")
  return place.startsWith("zone:") ? t("Placed") : t("In")
}

/** Where it goes from here: on the way in to its zone, on the way out onto its truck. @param {Judged} of */
const goesTo = ({ place, leg, judged }) => {
  const next = judged.belongs.filter((ref) => ref !== place)
  const last = next[next.length - 1]
  if (!last) return []
  return [leg === "in" ? t("Goes to {place}", { place: nameOf(last) }) : t("Goes on {place}", { place: nameOf(last) })]
}

/** @param {(string|null|undefined)[]} parts */
const lines = (parts) => parts.filter((part) => part !== null && part !== undefined && part !== "").map(String)

/** @param {Judged} of */
const content = ({ planned }) => lines([planned.name])

/** How many of the place's, and of the whole list, are there with this one. @param {Judged} of */
const progress = ({ id, place, site: now }) => {
  const { is, total } = counted(id, place, now)
  return total ? [t("{count} of {total}", { count: number(is), total: number(total) })] : []
}

/** The first place in a sentence, the others below it. @param {string[]} refs @param {(place: string) => string} sentence */
const firstOf = ([first, ...others], sentence) => [sentence(first ? nameOf(first) : ""), ...others.map(nameOf)]

/** @param {number|null|undefined} owner */
const ownerOf = (owner) => (owner === null || owner === undefined ? t("us") : nameOf(`owner:${owner}`))

/**
 * A case was scanned while another is being packed.
 * @param {{key: string, into: string}} scan
 * @returns {Deed}
 */
export const pack = ({ key, into }) => {
  const what = packing(Number(key), Number(into), site())
  const code = nameOf(`case:${key}`)
  const box = nameOf(`case:${into}`)
  if (what === "cycle") {
    return { kind: null, body: {}, offers: [], verdict: { tone: "stop", title: t("Cannot go in there"), code,
      where: [key === into ? t("A case cannot go into itself") : t("{box} is inside it", { box })], notes: [t("Nothing was recorded")] } }
  }
  const title = what === "again" ? t("Already inside") : t("Packed")
  return { kind: "Packed", body: { into: Number(into) }, offers: ["open"], verdict: {
    tone: what === "again" ? "again" : "ok", shape: what === "again" ? undefined : "package-plus", title, code,
    where: [t("in {box}", { box })], notes: [t("It goes where {box} goes", { box })] } }
}

/** Where a case is, in words: the place, or the case around it and its place; null if nobody has seen it. @param {number} id */
export const whereabouts = (id) => {
  const found = where(id, site())
  const outer = found.trail.slice(1).map((one) => nameOf(`case:${one}`))
  const place = found.place && nameOf(found.place)
  if (!outer.length) return place
  return place ? t("in {box}, {place}", { box: outer.join(" › "), place }) : t("in {box}", { box: outer.join(" › ") })
}

/** "3 cases". @param {number} count */
export const cases = (count) => n("{count} case", "{count} cases", count)
