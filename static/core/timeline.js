/** All that happened to the subject of a page: what the server told, how old that is, and what still waits on this phone. */
import { position } from "./entry.js"
import { counted } from "./fold.js"
import { history } from "./history.js"
import { nameOf } from "./names.js"
import { picture } from "./pictures.js"
import { age, chip, html, icon, notice, nothing } from "./ui.js"
import { day, t, time } from "./words.js"
import { date } from "./zone.js"
import { own, row, watch } from "./world.js"

/** @typedef {import("./screen.js").Context} Context */
/** @typedef {import("./screen.js").Tone} Tone */
/** @typedef {import("./types.js").Fact & {held?: boolean, phase?: string, phone?: string, brought_by?: number|null, private?: {text?: string}|null}} Told */
/** How a room says an entry; `tone` ok if not given. @typedef {{icon: string, words: string, tone?: Tone, more?: unknown}} Said */

/** What the address names: `#case/12` is `case:12`. @param {Context} context */
const subjectOf = ({ name, key }) => `${name}:${key}`

/** Ask for the history now, and again whenever the server tells of the subject anew, until `unfollow`. @param {Context} context */
export const follow = (context) => {
  // The row itself, not its `pos`: an entry that comes late leaves that where it was.
  const told = () => row(`${context.name}_state`, context.key)
  let last = told()
  context.memory.unfollow = watch(() => {
    if (told() === last) return
    last = told()
    void look(context)
  })
  return look(context)
}

/** Nobody reads the page any more. @param {Context} context */
export const unfollow = ({ memory }) => memory.unfollow()

/** Of two answers that are under way the one asked for last is shown. @param {Context} context */
const look = async (context) => {
  const { memory } = context
  const turn = memory.turn = (memory.turn ?? 0) + 1
  const past = await history(subjectOf(context))
  if (turn !== memory.turn) return
  memory.past = past
  memory.asked = true
  context.draw()
}

/**
 * The card with all of it.
 * @param {Context} context
 * @param {(entry: Told) => Said} say
 * @param {{oldestFirst?: boolean}} [how]
 */
export const timeline = (context, say, { oldestFirst = false } = {}) => {
  const entries = all(context)
  const counting = counted(entries)
  const vouched = vouchers(entries, counting)
  return html`<section class="card stack"><h2>${t("What happened")}</h2>${uncertain(context)}
    ${entries.length ? html`<ol>${(oldestFirst ? entries : entries.reverse()).map((entry, index, all) => html`${heading(context, entry, all[index - 1])}${
      line(context, entry, say(entry), { counts: counting.has(entry.id), vouched: vouched.get(entry.id) })}`)}</ol>` : quiet(context)}
    ${context.memory.past ? age(context.memory.past.at) : nothing}</section>`
}

/** What is missing from the list, if anything. @param {Context} context */
const uncertain = ({ memory }) => {
  if (!memory.asked) return html`<p class="muted" aria-busy="true">${t("Asking the server…")}</p>`
  return memory.past ? nothing : notice("warn", t("No signal: only what this phone did itself is listed."), { icon: "wifi-off" })
}

/** Nothing happened, for certain; what lies in a case moves with that, and says nothing itself. @param {Context} context */
const quiet = ({ memory }) => (memory.past ? html`<p class="muted">${t("Nothing recorded of it alone.")}</p>` : nothing)

/** Oldest first: the server's, and own ones that it did not tell of yet. @param {Context} context @returns {Told[]} */
const all = (context) => {
  /** @type {Told[]} */
  const heard = context.memory.past?.entries ?? []
  const known = new Set(heard.map(({ id }) => id))
  const mine = own().filter(({ entry }) => entry.subject === subjectOf(context) && !known.has(entry.id))
  const found = [...heard, ...mine.map(({ entry, phase }) => ({ ...entry, phase }))]
  return found.sort((a, b) => (position(a) < position(b) ? -1 : 1))
}

/** On whose word an entry counts that its author might not have said alone, by entry. @param {Told[]} entries @param {Set<string>} counting */
const vouchers = (entries, counting) => new Map(entries.filter(({ id, kind }) => kind === "Accepted" && counting.has(id)).map(({ body, by }) => [body.entry, by]))

/** @typedef {{counts: boolean, vouched: number|undefined}} Standing */

/** @param {Context} context @param {Told} entry @param {Said} said @param {Standing} how */
const line = (context, entry, { icon: shape, words, tone = "ok", more = nothing }, { counts, vouched }) => {
  const mine = entry.by === context.me()?.id
  return html`<li class="line"><time datetime=${entry.at}>${time(entry.at)}</time><span class="dot" data-tone=${counts ? tone : "idle"}>${icon(shape)}</span>
    <div class="row"><div class="grow"><b>${words}</b><br><span class="muted small">${author(entry, vouched)}</span> ${standing(entry, counts)}${more}${pictured(context, entry, words)}</div>
    ${counts && entry.kind !== "Undone" && (mine || context.may("lead")) ? html`<button class="btn btn--s btn--icon btn--bare" aria-label=${t("Undo {thing}", { thing: words })}
      @click=${() => context.undo(entry)}>${icon("undo-2", { turn: true })}</button>` : nothing}</div></li>`
}

/** The day, where it is not today's or that of the line above. @param {Context} context @param {Told} entry @param {Told} [above] */
const heading = (context, { at }, above) => {
  const last = above?.at ?? new Date(context.now()).toISOString()
  return date(at) === date(last) ? nothing : html`<li class="small muted">${day(at)}</li>`
}

/** Who said it, on which phone, who delivered it, and who vouched for it. @param {Told} entry @param {number|undefined} vouched */
const author = ({ by, phone, brought_by: bearer }, vouched) => [nameOf(`person:${by}`), phone,
  bearer ? t("brought by {name}", { name: nameOf(`person:${bearer}`) }) : "", vouched ? t("accepted by {name}", { name: nameOf(`person:${vouched}`) }) : ""].filter(Boolean).join(" · ")

/** @param {Context} context @param {Told} entry @param {string} words */
const pictured = (context, { body }, words) => (body.photo ? html`<div class="photos">${picture(context, body.photo, words)}</div>` : nothing)

/** @param {Told} entry @param {boolean} counts */
const standing = ({ held, phase }, counts) => {
  if (held && !counts) return chip(t("Waits for a lead"), "warn")
  if (phase === "waiting") return chip(t("On this phone"), "info", { icon: "smartphone" })
  if (phase === "parked") return chip(t("Refused"), "stop")
  return counts ? nothing : chip(t("Undone"), "idle", { icon: "undo-2" })
}
