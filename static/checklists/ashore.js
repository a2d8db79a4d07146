/** The cases that a list's truck still waits for, and where each was last seen. */
import { status } from "../core/status.js"
import { age, empty, html, icon, nothing } from "../core/ui.js"
import { n, t } from "../core/words.js"

/** @typedef {import("../core/types.js").Row} Row */

/** So many rows a thumb still scrolls through; more say that loading has not begun. */
const MOST = 200

/** @param {import("./screens.js").Cases} cases @param {Row} list @returns {import("../core/screen.js").View} */
export const ashore = ({ ashore: missing }, list) => {
  const found = missing(list)
  return {
    title: n("{count} not on board", "{count} not on board", found.length), eyebrow: list.name, back: `#list/${list.id}`,
    main: html`${found.length ? html`<div class="card card--flush list list--s">${found.slice(0, MOST).map(line)}</div>` : empty("circle-check", t("All on board"), nothing, { tone: "ok" })}
      ${found.length > MOST ? html`<p class="muted">${n("and {count} more", "and {count} more", found.length - MOST)}</p>` : nothing}${age(status.fresh)}`,
    foot: found.length ? html`<a class="btn btn--act btn--xl" href="#scan">${icon("scan-line")}${t("Scan cases")}</a>` : nothing,
  }
}

/** @param {import("./screens.js").Ashore} one */
const line = ({ id, code, name, where }) => html`<a href="#case/${id}"><span class="grow"><b class="code">${code}</b> ${name}<br><span class="muted small">${where}</span></span>${icon("chevron-right", { turn: true })}</a>`
