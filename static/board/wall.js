/**
 * The board for a screen on the wall: nothing to touch, read from six metres, never asleep, and loud when what it shows
 * is old. The same figures as on any phone, from its own rows.
 */
import { age as ageOf, status } from "../core/status.js"
import { nameOf } from "../core/names.js"
import { chip, empty, html, icon, nothing, phaseWord } from "../core/ui.js"
import { day, n, number, t, time } from "../core/words.js"
import { rows } from "../core/world.js"
import { presence } from "../crew/rules.js"
import { instant } from "../core/entry.js"
import { done } from "../gear/counts.js"
import { Awake } from "../scan/device/awake.js"
import { bar } from "./bar.js"
import { burnUp } from "./burn.js"
import { figures, groupOf, named, outlookOf } from "./figures.js"
import { isFresh } from "./freshness.js"
import { rankOf, shade } from "./places.js"
import { standing, standingChip, when } from "./told.js"
import { stand } from "./whole.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./figures.js").Named} Named */

/** What fits; fewer lines under the band that says how old it is, fewer trucks beside a warning. */
const [LINES, LINES_OLD, TRUCKS, NEXT, NEXT_WARNED] = [6, 4, 3, 3, 2]
const MINUTE_S = 60
const SHEET = new URL("../css/wall.css", import.meta.url).href

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  wall: {
    show: (context) => {
      const show = context.show()
      const title = show?.name ?? t("Wall view")
      return { title, eyebrow: [phaseWord(context.phase()), show?.venue].filter(Boolean).join(" · "), chip: clock(context.now()), tabs: false, main: wall(context) }
    },
    enter: async ({ memory, draw }) => {
      memory.awake = new Awake()
      memory.awake.addEventListener("change", draw)
      await memory.awake.hold()
    },
    leave: ({ memory }) => memory.awake?.letGo(),
  },
}

/** The wall with its own stylesheet; without it, if it cannot be had, since figures matter more than looks. */
export const dressed = async () => {
  const worn = [...document.styleSheets].some(({ href }) => href === SHEET)
  if (!worn) await new Promise((done) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: SHEET, onload: done, onerror: done })
    document.head.append(link)
  })
  return { screens }
}

/** @param {number} now */
const clock = (now) => html`<span class="muted">${day(now)}</span><time class="num num--5">${time(now)}</time>`

/** @param {Context} context */
const wall = (context) => {
  if (status.fresh === null) return html`<div class="wall">${old()}${empty("circle-question-mark", t("Nothing known yet"), t("The board comes with the first signal."), { tone: "warn" })}</div>`
  return html`<div class="wall">${old()}<div class="wallgrid">${whole(context.now())}<div class="stack">${trucks(context.now())}${people(context)}</div></div>${foot(context)}</div>`
}

/** What everybody in the room must see before they believe a number. */
const old = () => {
  if (isFresh()) return nothing
  const minutes = Math.floor((ageOf() ?? 0) / MINUTE_S)
  const words = status.fresh === null ? t("Not heard from the server yet") : t("Old: as of {time}, {minutes} min ago", { time: time(status.fresh), minutes: number(minutes) })
  return html`<p class="old" role="alert">${icon("wifi-off", { size: "l" })}${words}</p>`
}

/** @param {number} now */
const whole = (now) => {
  const { leg } = figures()
  const { count } = groupOf("show")
  const how = outlookOf("show", now)
  const kind = leg === "out" ? "truck" : "zone"
  const lines = named(kind).map((one) => ({ one, state: standing(one, outlookOf(one.ref, now), now) })).sort((a, b) => rankOf(a.state) - rankOf(b.state))
  const fit = isFresh() ? LINES : LINES_OLD
  return html`<section class="card stack" aria-label=${t("Cases")}><p class="hero">${number(done(count, leg))}<small> / ${number(count.total)}</small></p>
    ${bar(count, leg, { planned: how.planned })}<div class="row">${stand(how)}<span class="push">${how.forecast ? html`${t("Done about {time}", { time: when(how.forecast.at, now) })}` : nothing}</span></div>
    <ul class="wallzones">${lines.slice(0, fit).map(({ one, state }) => html`<li><span class="grow clip">${one.name}</span>${share(one)}${standingChip(state)}</li>`)}</ul>
    ${lines.length > fit ? html`<p class="muted">${n("and {count} more", "and {count} more", lines.length - fit)}</p>` : nothing}</section>`
}

/** @param {Named} one */
const share = ({ ref }) => {
  const { count } = groupOf(ref)
  return html`<b class="num">${number(done(count, figures().leg))}<span class="muted">/${number(count.total)}</span></b>`
}

/** The trucks that are being worked on; where there is room, how the day went. @param {number} now */
const trucks = (now) => {
  const busy = working(now).slice(0, TRUCKS)
  return html`<section class="card fill stack" aria-label=${t("Trucks")}>${busy.length ? html`<ul class="walldocks">${busy.map((one) => truck(one, now))}</ul>` : nothing}
    ${busy.length < TRUCKS ? burnUp("show", outlookOf("show", now), now, { width: 300, height: busy.length ? 90 : 200 }) : nothing}</section>`
}

/** @param {{one: Named, dock: string}} working @param {number} now */
const truck = ({ one, dock }, now) => {
  const how = outlookOf(one.ref, now)
  const state = standing(one, how, now)
  return html`<li class="stack gap-s"><div class="row nowrap"><b class="num num--4 grow clip">${one.name}</b>${standingChip(state)}</div>
    <div class="row nowrap"><span class="muted grow clip">${dock}</span>${share(one)}</div>${bar(groupOf(one.ref).count, figures().leg, { planned: how.planned, tone: shade(state) })}</li>`
}

/** Trucks that have begun, or should have, and are not done; the one that began first, first. @param {number} now @returns {{one: Named, dock: string}[]} */
const working = (now) => {
  const { leg } = figures()
  const slots = rows("slot").filter(({ direction }) => direction === leg)
  return named("truck").flatMap((one) => {
    const { count, times, loads } = groupOf(one.ref)
    const booked = slots.filter(({ truck }) => `truck:${truck}` === one.ref)
    const since = Math.min(...booked.map(({ starts }) => Date.parse(starts)), ...times.slice(0, 1))
    if (done(count, leg) >= count.total || since > now) return []
    const dock = booked[0]?.dock ?? loads[0]?.wanted.dock
    return [{ one, since, dock: dock ? nameOf(`dock:${dock}`) : "" }]
  }).sort((a, b) => a.since - b.since)
}

/** @param {Context} context */
const people = (context) => {
  const { people: all, incidents, matters } = figures()
  const { expected, present } = presence(all, instant(context.now()))
  const grave = incidents.filter(({ severity }) => severity === "stop" || severity === "serious").length
  return html`<section class="card row gap-l" aria-label=${t("People and incidents")}>${figure(html`${number(present)}<span class="muted">/${number(expected)}</span>`, t("crew on site"))}
    ${figure(number(incidents.length), n("open incident", "open incidents", incidents.length))}${figure(number(matters.length), n("thing needs a look", "things need a look", matters.length))}
    ${grave ? chip(n("{count} serious", "{count} serious", grave), "warn") : nothing}</section>`
}

/** @param {unknown} number @param {string} words */
const figure = (number, words) => html`<p class="grow"><b class="num num--4">${number}</b><br><span class="muted">${words}</span></p>`

/** @param {Context} context */
const foot = ({ memory, now }) => {
  const dark = ["unsupported", "lost"].includes(memory.awake?.state)
  return html`<div class="row wallfoot"><p class="muted grow">${next(now(), dark ? NEXT_WARNED : NEXT)}</p>
    ${dark ? chip(t("This screen may go dark: switch its sleep off"), "warn") : nothing}
    ${isFresh() && status.fresh !== null ? chip(t("As of {time}", { time: time(status.fresh) }), "ok", { icon: "radio-tower" }) : nothing}</div>`
}

/** Who comes next. @param {number} now @param {number} fit */
const next = (now, fit) => {
  const coming = rows("slot").filter(({ starts }) => Date.parse(starts) > now).sort((a, b) => (a.starts < b.starts ? -1 : 1)).slice(0, fit)
  if (!coming.length) return nothing
  return html`${t("Next:")} ${coming.map(({ starts, truck, vendor, dock }, at) => html`${at ? " · " : nothing}<b class="inkc">${when(Date.parse(starts), now)}</b> ${
    t("{truck} at {dock}", { truck: truck === null ? vendor : nameOf(`truck:${truck}`), dock: nameOf(`dock:${dock}`) })}`)}`
}
