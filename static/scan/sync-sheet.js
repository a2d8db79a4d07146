/** What waits on this phone and why, what to do about it, and two ways round a dead network. */
import { instant } from "../core/entry.js"
import { carried, exported } from "../core/carried.js"
import { drain } from "../core/drain.js"
import { measure } from "../core/keeping.js"
import { parked, unpark, waiting } from "../core/outbox.js"
import { people } from "../core/people.js"
import { pull } from "../core/pull.js"
import { status } from "../core/status.js"
import { age, html, icon, notice, nothing } from "../core/ui.js"
import { bytes, n, number, t } from "../core/words.js"
import { own } from "../core/world.js"
import { draw, isOpen, say } from "./frame.js"
import { signingIn } from "./signing-in.js"
import { silent } from "./sync-chip.js"
import { each, grouped, refusals, whose } from "./waiting.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Own} Own */

/** @typedef {import("../core/parcels.js").Opened} Opened */

/** @type {{waiting: Own[], parked: Own[], carried: Opened[], version: number}} */
let held = { waiting: [], parked: [], carried: [], version: 0 }

/** Open the sheet. @param {Context} context */
export const syncSheet = async (context) => {
  await Promise.all([look(), measure()])
  context.sheet({ title: heading(), body: () => body(context), foot: () => foot(context) })
}

const look = async () => {
  const version = ++held.version
  const [waits, parks, others] = await Promise.all([waiting(), parked(), carried()])
  if (version === held.version) held = { waiting: waits, parked: parks, carried: others, version }
}

/** The number is what somebody looks for. */
const heading = () => {
  const unsent = status.waiting + status.carried
  return unsent ? html`<span class="num num--4">${number(unsent)}</span> ${n("waiting on this phone", "waiting on this phone", unsent)}` : t("All sent")
}

/** @param {Context} context */
const body = (context) => {
  const changed = held.waiting.length !== status.waiting || held.parked.length !== status.parked || held.carried.length !== status.carried
  if (changed) void again()
  return html`${why()}${dangers()}${refusals(held.parked)}${grouped(held.waiting.map(({ entry }) => entry))}
    ${held.carried.length ? html`<h3>${t("Carried for others")}</h3>${grouped(held.carried)}` : nothing}
    ${status.photos ? html`<p class="row">${icon("image")}${n("{count} photo follows", "{count} photos follow", status.photos)}</p>` : nothing}
    ${each(held.waiting)}${age(status.fresh)}${facts(context)}`
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
  return status.waiting + status.carried ? notice("info", t("On its way.")) : notice("ok", t("Everything this phone saw is with the others."))
}

const noSignal = () => notice("warn", both(t("No signal."), t("Nothing is lost: it goes by itself as soon as there is some.")), { icon: "wifi-off" })

const signIn = () => {
  const names = status.signIn.map(whose)
  const text = names.length ? t("Entries of {names} go as soon as they sign in on this phone.", { names: names.join(", ") }) : t("Sign in again to see what others do. What you scan is kept.")
  return notice("warn", html`${both(t("Your session has ended."), text)}<p><a class="btn btn--s" href=${signingIn()}>${icon("key-round")}${t("Sign in")}</a></p>`, { icon: "key-round" })
}

/** What may yet go wrong with this phone, each with a way out. */
const dangers = () => [
  status.scarce && !status.full && notice("warn", both(t("This phone's storage is almost full."), t("Entries still fit, photos soon do not. Delete photos or videos on it.")), { icon: "hard-drive" }),
  status.fleeting && notice("warn", both(t("This looks like a private window."), t("What waits here is gone when it closes. Open SiteOps in an ordinary window, or do not close this one before all is sent.")), { icon: "eye-off" }),
  status.clockOff && notice("warn", both(t("This phone's clock is wrong."), t("Times are put right when they are sent; set the clock to automatic.")), { icon: "clock-alert" }),
  status.cleared && notice("stop", both(t("The browser has cleared this phone."), t("Whatever had not been sent from here is gone. Add SiteOps to the home screen, so that it cannot happen again.")), { icon: "trash-2" }),
].map((one) => one || nothing)

/** @param {string} strong @param {string} rest */
const both = (strong, rest) => html`<strong>${strong}</strong><br>${rest}`

/** @param {Context} context */
const facts = (context) => {
  const sent = own().filter(({ phase }) => phase === "sent").length
  return html`<dl class="facts"><dt>${t("Sent lately")}</dt><dd>${number(sent)}</dd>
    ${status.room === null ? nothing : html`<dt>${t("Room left on this phone")}</dt><dd>${bytes(status.room)}</dd>`}
    <dt>${t("Safe from clearing")}</dt><dd>${status.persisted ? t("Yes") : html`<a href="#install" @click=${context.shut}>${t("Not yet")}</a>`}</dd></dl>`
}

/** @param {Context} context */
const foot = (context) => {
  const unsent = status.waiting + status.carried
  return html`<div class="row"><button class="btn grow" @click=${save} ?disabled=${!unsent && !status.parked}>${icon("hard-drive-download")}${t("To a file")}</button>
    ${unsent ? html`<a class="btn grow" href="#handover" @click=${context.shut}>${icon("qr-code")}${t("By QR")}</a>` : nothing}</div>
    ${status.parked ? html`<button class="btn" @click=${retry}>${icon("rotate-ccw")}${t("Send refused again")}</button>` : nothing}
    <button class="btn btn--act btn--xl" aria-busy=${status.sending ? "true" : "false"} @click=${now}>${icon("refresh-cw")}${unsent ? t("Try now") : t("Refresh")}</button>`
}

const now = async () => {
  await drain({ urgent: true })
  await pull()
  await again()
}

const retry = async () => {
  await unpark()
  await now()
}

/** Hand the queue out as a file: to be mailed, carried or kept. It stays here until the server has it. */
const save = async () => {
  const url = URL.createObjectURL(await exported())
  Object.assign(document.createElement("a"), { href: url, download: `siteops-${instant(Date.now()).replace(/[:.]/g, "-")}.ndjson` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  say(t("Saved. A lead loads it at the desk: Phones, “Load a phone's file”. It stays here too until it is sent."))
}
