/** Every list with how far it is. */
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, meter, nothing, repeat } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { all } from "./steps.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./steps.js").Whole} Whole */

/** @param {import("./screens.js").Cases} cases @returns {import("../core/screen.js").Screen} */
export const overview = ({ load }) => ({
  show: (context) => {
    const lists = all(load)
    const legs = order(context.phase()).map((leg) => lists.filter(({ list }) => list.leg === leg)).filter((some) => some.length)
    return { title: t("Lists"), main: html`${legs.map((some) => group(context, some, legs.length > 1))}${lists.length ? age(status.fresh) : none()}` }
  },
})

/** The leg that is on comes first. @param {string} phase */
const order = (phase) => (phase === "load-out" || phase === "wrapped" ? ["out", "in"] : ["in", "out"])

/** Lists of one leg; which leg is said only where there are both. @param {Context} context @param {Whole[]} lists @param {boolean} named */
const group = (context, lists, named) => html`${named ? html`<h2 class="eyebrow">${lists[0].list.leg === "out" ? t("Load-out") : t("Load-in")}</h2>` : nothing}
  <div class="card card--flush list">${repeat(lists, ({ list }) => list.id, (one) => line(context, one))}</div>`

/** @param {Context} context @param {Whole} whole */
const line = (context, { list, done, total, contested }) => html`<a href="#list/${list.id}"><span class="grow stack gap-s"><span><b>${list.name}</b>${where(context, list)}</span>
  <span class="row">${meter(done, total, { small: true, label: t("{count} of {total} done", { count: number(done), total: number(total) }) })}</span>
  ${contested ? html`<span>${chip(n("{count} contested", "{count} contested", contested), "stop")}</span>` : nothing}</span>
  <b>${number(done)}/${number(total)}</b>${icon("chevron-right", { turn: true })}</a>`

/** Its truck or zone, unless its name says so already. @param {Context} context @param {import("../core/types.js").Row} list */
const where = (context, { name, truck, zone }) => {
  const places = [truck === null ? "" : context.nameOf(`truck:${truck}`), zone === null ? "" : context.nameOf(`zone:${zone}`)]
  const unsaid = places.filter((place) => place && !name.toLowerCase().includes(place.toLowerCase()))
  return unsaid.length ? html`<br><span class="muted small">${unsaid.join(" · ")}</span>` : nothing
}

const none = () => (status.fresh === null ? empty("circle-question-mark", t("Nothing known yet"), t("The lists come with the first signal."), { tone: "warn" })
  : empty("clipboard-check", t("No lists on this show"), nothing, { more: age(status.fresh) }))
