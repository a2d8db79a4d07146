/** Everything that is not daily business, one tap away. */
import { html, icon, nothing, roleWord } from "../core/ui.js"
import { people } from "../core/people.js"
import { status } from "../core/status.js"
import { t } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** Address, icon, words; the least role that is shown it. @type {[name: string, shape: string, words: () => string, least?: "lead"][]} */
const WAYS = [
  ["incidents", "siren", () => t("Incidents")],
  ["findings", "eye", () => t("Needs a look"), "lead"],
  ["recent", "history", () => t("Recent scans")],
  ["shows", "calendar-range", () => t("Another show")],
  ["ready", "list-checks", () => t("Get this phone ready")],
  ["install", "smartphone", () => t("Add to the home screen")],
  ["settings", "settings", () => t("Settings of this phone")],
]

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  more: {
    show: (context) => ({
      title: t("More"),
      main: html`${holder(context)}${status.update ? update() : nothing}<div class="card card--flush list">${WAYS.filter(([, , , least]) => !least || context.may(least))
        .map(([name, shape, words]) => html`<a href="#${name}">${icon(shape)}<b class="grow">${words()}</b>${icon("chevron-right", { turn: true })}</a>`)}
        ${context.me() ? html`<a href="/me">${icon("circle-user")}<b class="grow">${t("Your account, your phones")}</b>${icon("chevron-right", { turn: true })}</a>` : nothing}
        <a href="/">${icon("monitor")}<b class="grow">${t("Desk")}</b>${icon("chevron-right", { turn: true })}</a></div>`,
    }),
  },
}

/** A newer build is on the phone already; it is used from the next start, or now. */
const update = () => html`<div class="notice" data-tone="info">${icon("refresh-cw")}<div class="grow">${t("A newer SiteOps is on this phone.")}</div>
  <button class="btn btn--s" @click=${() => location.reload()}>${t("Use it now")}</button></div>`

/** Who holds the phone. @param {Context} context */
const holder = (context) => {
  const me = context.me()
  return me ? html`<a class="card row" href="#settings"><span class="ava">${initials(me.name)}</span><span class="grow"><b>${me.name}</b><br>
    <span class="muted">${roleWord(me.role)}</span></span>${people().length > 1 ? html`<span class="muted small">${t("Switch")}</span>` : nothing}${icon("chevron-right", { turn: true })}</a>` : nothing
}

/** @param {string} name */
export const initials = (name) => name.split(/\s+/).map((part) => part[0] ?? "").slice(0, 2).join("").toUpperCase()
