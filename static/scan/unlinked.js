/** Codes that this phone recorded and that stand for nothing yet: each leads to where somebody says what it is, one after the other. */
import { isNumber } from "../core/lookup.js"
import { nameOf, parts } from "../core/names.js"
import { empty, html, icon, repeat } from "../core/ui.js"
import { t, time } from "../core/words.js"
import { bound, own, state } from "../core/world.js"
import { labelOf } from "./unknown.js"

/** @typedef {import("../core/types.js").Entry} Entry */

const SEEN = ["Moved", "CheckedIn", "CheckedOut"]

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  unlinked: {
    show: () => {
      const left = unlinked()
      return {
        title: t("New codes"), back: "#scan",
        main: left.length ? list(left) : empty("circle-check", t("None is left"), t("Every new code of this phone has been seen to."), { tone: "ok" }),
        foot: html`<a class="btn btn--xl ${left.length ? "" : "btn--act"}" href="#scan">${icon("scan-line")}${t("Scan on")}</a>`,
      }
    },
  },
}

/** The last scan of each, newest first. @returns {Entry[]} */
export const unlinked = () => {
  /** @type {Map<string, Entry>} */
  const found = new Map()
  for (const { entry, counts } of own()) {
    if (counts && entry.subject.startsWith("code:") && SEEN.includes(entry.kind) && !found.has(entry.subject)) found.set(entry.subject, entry)
  }
  return [...found.values()].filter(({ subject }) => isOpen(parts(subject)[1]))
}

/** Nobody has said what it is, nor that it is nothing of ours. @param {string} key */
const isOpen = (key) => {
  const { number, decided } = state("code", key)
  return !bound(key) && number === null && !(`unknown:${key}` in decided) && !isNumber(key)
}

/** @param {Entry[]} left */
const list = (left) => html`<p class="muted">${t("All are kept, and a lead sees them too. Say what you know.")}</p>
  <div class="card card--flush list">${repeat(left, ({ subject }) => subject, line)}</div>`

/** @param {Entry} scan */
const line = ({ subject, at, body }) => html`<a href="#link/${encodeURIComponent(parts(subject)[1])}"><span class="grow"><b class="code">${labelOf(subject)}</b><br>
  <span class="muted small">${[nameOf(body.place ?? body.gate ?? ""), time(at)].filter(Boolean).join(" · ")}</span></span>${icon("link")}</a>`
