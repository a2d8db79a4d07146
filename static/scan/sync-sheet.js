/** What waits on this phone and why, what to do about it, and two ways round a dead network. */
import { instant } from "../core/entry.js"
import { drain } from "../core/drain.js"
import { exported, parked, unpark, waiting } from "../core/outbox.js"
import { people } from "../core/people.js"
import { pull } from "../core/pull.js"
import { status } from "../core/status.js"
import { age, chip, html, icon, notice, nothing } from "../core/ui.js"
import { n, number, t, time } from "../core/words.js"
import { own } from "../core/world.js"
import { draw, isOpen } from "./frame.js"
import { silent } from "./sync-chip.js"
import { told } from "../core/telling.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Own} Own */

/** More than a screen of them helps nobody; the file has them all. */
const MOST = 30

/** @type {{waiting: Own[], parked: Own[], room: number|null, version: number}} */
let held = { waiting: [], parked: [], room: null, version: 0 }

/** Open the sheet. @param {Context} context */
export const syncSheet = async (context) => {
  await look()
  context.sheet({ title: heading(), body: () => body(context), foot: () => foot() })
}

const look = async () => {
  const version = ++held.version
  const [waits, parks, room] = await Promise.all([waiting(), parked(), left()])
  if (version === held.version) held = { waiting: waits.reverse(), parked: parks.reverse(), room, version }
}

/** Bytes that this phone still has for us; null where it does not tell. */
const left = async () => {
  const told = await navigator.storage?.estimate?.()
  return told?.quota ? told.quota - (told.usage ?? 0) : null
}

/** The number is what somebody looks for. */
const heading = () => (status.waiting ? html`<span class="num num--4">${number(status.waiting)}</span> ${t("waiting on this phone")}` : t("All sent"))

/** @param {Context} context */
const body = (context) => {
  if (held.waiting.length !== status.waiting || held.parked.length !== status.parked) void again()
  const lists = [...held.parked.map(refused), ...held.waiting.slice(0, MOST).map(line)]
  return html`${why()}${status.clockOff ? clock() : nothing}${status.cleared ? cleared() : nothing}
    ${lists.length ? html`<div class="card card--flush"><ul class="list">${lists}</ul></div>` : nothing}
    ${held.waiting.length > MOST ? html`<p class="muted">${n("and {count} more", "and {count} more", held.waiting.length - MOST)}</p>` : nothing}
    ${status.photos ? html`<p class="row">${icon("image")}${n("{count} photo follows", "{count} photos follow", status.photos)}</p>` : nothing}
    ${age(status.fresh)}${facts(context)}`
}

const again = async () => {
  await look()
  if (isOpen()) draw()
}

/** Why it waits, and what to do: one notice, the most urgent. */
const why = () => {
  if (status.full) return notice("stop", both(t("This phone's storage is full."), t("Delete photos or videos on it. What is here is safe; new entries are not saved.")), { icon: "hard-drive", alert: true })
  if (status.signIn.length) return signIn()
  if (status.trouble === "captive") return notice("warn", both(t("This network asks for a sign-in page."), t("It answered instead of SiteOps. Nothing is lost. Turn Wi-Fi off, or sign in to it.")), { icon: "wifi-off" })
  if (status.trouble === "busy") return notice("info", both(t("The server is busy."), t("This phone tries again by itself.")), { icon: "clock" })
  if (status.trouble === "unreachable") return noSignal()
  // Whoever is signed out hears nothing new either, and can do something about it.
  if (status.signedOut && people().length) return signIn()
  if (silent()) return noSignal()
  return status.waiting ? notice("info", t("On its way.")) : notice("ok", t("Everything this phone saw is with the others."))
}

const noSignal = () => notice("warn", both(t("No signal."), t("Nothing is lost: it goes by itself as soon as there is some.")), { icon: "wifi-off" })

const signIn = () => {
  const names = people().filter(({ id }) => status.signIn.includes(id)).map(({ name }) => name)
  const text = names.length ? t("Entries of {names} go as soon as they sign in on this phone.", { names: names.join(", ") }) : t("Sign in again to see what others do. What you scan is kept.")
  return notice("warn", html`${both(t("Your session has ended."), text)}<p><a class="btn btn--s" href="/login?next=/field">${icon("key-round")}${t("Sign in")}</a></p>`, { icon: "key-round" })
}

const clock = () => notice("warn", both(t("This phone's clock is wrong."), t("Times are put right when they are sent; set the clock to automatic.")), { icon: "clock-alert" })

const cleared = () => notice("stop", both(t("The browser has cleared this phone."), t("What was waiting here is gone. Add SiteOps to the home screen, so that it cannot happen again.")), { icon: "trash-2" })

/** @param {string} strong @param {string} rest */
const both = (strong, rest) => html`<strong>${strong}</strong><br>${rest}`

/** @param {Own} own */
const line = ({ entry }) => {
  const { icon: shape, words } = told(entry)
  return html`<li>${icon(shape, { size: "l" })}<b class="grow">${words}</b><time class="small muted nowrap" datetime=${entry.at}>${time(entry.at)}</time></li>`
}

/** @param {Own} own */
const refused = ({ entry, why: reason }) => {
  const { icon: shape, words } = told(entry)
  return html`<li>${icon(shape, { size: "l" })}<div class="grow"><b>${words}</b><div class="small muted">${t("The server said: {reason}", { reason: reason ?? "" })}</div></div>${chip(t("Refused"), "stop")}</li>`
}

/** @param {Context} context */
const facts = (context) => {
  const sent = own().filter(({ phase }) => phase === "sent").length
  return html`<dl class="facts"><dt>${t("Sent lately")}</dt><dd>${number(sent)}</dd>
    ${held.room === null ? nothing : html`<dt>${t("Room left on this phone")}</dt><dd>${t("{count} MB", { count: number(Math.floor(held.room / 1e6)) })}</dd>`}
    <dt>${t("Safe from clearing")}</dt><dd>${status.persisted ? t("Yes") : html`<a href="#install" @click=${context.shut}>${t("Not yet")}</a>`}</dd></dl>`
}

const foot = () => html`<div class="row"><button class="btn grow" @click=${save} ?disabled=${!status.waiting && !status.parked}>${icon("hard-drive-download")}${t("To a file")}</button>
  ${status.parked ? html`<button class="btn grow" @click=${retry}>${icon("rotate-ccw")}${t("Send refused again")}</button>` : nothing}</div>
  <button class="btn btn--act btn--xl" aria-busy=${status.sending ? "true" : "false"} @click=${now}>${icon("refresh-cw")}${status.waiting ? t("Try now") : t("Refresh")}</button>`

const now = async () => {
  await drain({ urgent: true })
  await pull()
  await again()
}

const retry = async () => {
  await unpark()
  await now()
}

/** Hand the queue out as a file: to be mailed, carried or kept. */
const save = async () => {
  const url = URL.createObjectURL(await exported())
  Object.assign(document.createElement("a"), { href: url, download: `siteops-${instant(Date.now()).replace(/[:.]/g, "-")}.ndjson` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
