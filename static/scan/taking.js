/** Takes over what another phone hands on by codes on its screen: put together, kept on this disk, then said. */
import { keep } from "../core/carried.js"
import { drain } from "../core/drain.js"
import { read, unpacked } from "../core/frames.js"
import { unwritten } from "../core/parcels.js"
import { status } from "../core/status.js"
import { html, icon, meter, nothing, notice } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { careful } from "./context.js"
import { draw, open, shut } from "./frame.js"
import { grouped } from "./waiting.js"

/** @typedef {import("../core/parcels.js").Opened} Opened */

/**
 * What is being taken over. `got`: frames by their place. `outcome`: null until all are here; then what is kept, or why not.
 * @typedef {{name: string, count: number, got: Map<number, Uint8Array>, outcome: Opened[]|"unreadable"|"unkept"|null}} Taking
 */

/** @type {Taking|null} */
let taking = null
/** The last one that was all here: its screen may be in sight for a while. */
let done = ""

/** A code of another phone's screen was read. @param {string} text */
export const take = async (text) => {
  const frame = read(text)
  if (!frame || frame.name === done) return
  if (taking?.name !== frame.name) {
    taking = { name: frame.name, count: frame.count, got: new Map(), outcome: null }
    open({ title: t("Taking over"), body, foot, shut: () => { taking = null } })
  }
  taking.got.set(frame.at, frame.bytes)
  draw()
  if (taking.got.size === taking.count) await finish(taking)
}

/** @param {Taking} whole */
const finish = async (whole) => {
  done = whole.name
  whole.outcome = await kept(whole)
  if (!Array.isArray(whole.outcome)) done = "" // the codes are still there to be read again
  draw()
  void drain({ urgent: true })
}

/** @param {Taking} whole @returns {Promise<Opened[]|"unreadable"|"unkept">} */
const kept = async ({ count, got }) => {
  const bytes = Uint8Array.from(Array.from({ length: count }, (_, at) => [...got.get(at) ?? []]).flat())
  const text = await unpacked(bytes).catch(() => null)
  const found = text === null ? [] : unwritten(text)
  if (!found.length) return "unreadable"
  return await careful(() => keep(found)) ?? "unkept"
}

const body = () => {
  if (!taking) return nothing
  const { outcome, got, count } = taking
  if (outcome === null) return html`<p><span class="num num--4">${number(got.size)}</span> ${t("of {count} codes", { count: number(count) })}</p>
    ${meter(got.size, count, { tone: "info" })}<p class="muted">${t("Hold this phone still until all are here.")}</p>`
  if (outcome === "unreadable") return notice("stop", t("These codes cannot be read. Show them again."), { alert: true })
  if (outcome === "unkept") return notice("stop", t("This phone could not keep them. They are still on the other one."), { alert: true })
  if (!outcome.length) return notice("info", t("All of them are this phone's own."))
  return html`${notice("ok", html`<strong>${n("{count} entry taken over", "{count} entries taken over", outcome.length)}</strong><br>${
    status.carried ? t("They go out from here under the right names as soon as there is signal.") : t("They are with the others.")}`)}${photos(outcome)}${grouped(outcome)}`
}

/** Pictures are too large for codes. @param {Opened[]} outcome */
const photos = (outcome) => {
  const count = outcome.filter(({ carried }) => JSON.parse(carried).body?.photo).length
  return count ? notice("info", n("{count} photo stays on the other phone until that has signal.", "{count} photos stay on the other phone until that has signal.", count), { icon: "image" }) : nothing
}

const foot = () => (taking?.outcome ? html`<button class="btn btn--act btn--xl" @click=${shut}>${icon("check")}${t("Done")}</button>` : nothing)
