/** How far cases have come, as a bar of two shades: pale is halfway (arrived, packed), full is all the way (placed, loaded). A tick: the plan by now. */
import { html, nothing, svg } from "../core/ui.js"
import { number, t } from "../core/words.js"

/** @typedef {import("../gear/counts.js").Count} Count */

/**
 * @param {Count} count
 * @param {string} leg
 * @param {{planned?: number|null, tone?: import("../core/screen.js").Tone}} [how] `planned`: what should have come, marked until all has
 */
export const bar = (count, leg, { planned = null, tone = "ok" } = {}) => {
  const [half, whole] = leg === "in" ? [count.arrived, count.placed] : [Math.max(count.packed, count.loaded), count.loaded]
  const share = (/** @type {number} */ part) => `${(100 * part) / Math.max(count.total, 1)}%`
  return html`<svg class="meter" role="img" data-tone=${tone} aria-label=${inWords(count, leg, planned)}><rect class="half" width=${share(half)} height="100%"></rect><rect
    class="v" width=${share(whole)} height="100%"></rect>${planned === null || half >= count.total ? nothing : svg`<rect class="p" x=${share(Math.min(planned, count.total) * 0.99)} y="-2" width="4" height="40"></rect>`}</svg>`
}

/** @param {Count} count @param {string} leg @param {number|null} planned */
const inWords = ({ total, arrived, placed, packed, loaded }, leg, planned) => {
  const is = leg === "in"
    ? t("{count} of {total} in, {placed} placed", { count: number(arrived), total: number(total), placed: number(placed) })
    : t("{count} of {total} loaded, {packed} packed", { count: number(loaded), total: number(total), packed: number(packed) })
  return planned === null ? is : `${is}; ${t("the plan says {count}", { count: number(Math.floor(planned)) })}`
}
