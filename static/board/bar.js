/** How far cases have come, as a bar of two shades: pale is halfway (arrived, packed), full is all the way (placed, loaded). */
import { html } from "../core/ui.js"
import { number, t } from "../core/words.js"

/** @typedef {import("../gear/counts.js").Count} Count */

/**
 * @param {Count} count
 * @param {string} leg
 * @param {import("../core/screen.js").Tone} [tone]
 */
export const bar = (count, leg, tone = "ok") => {
  const [half, whole] = leg === "in" ? [count.arrived, count.placed] : [Math.max(count.packed, count.loaded), count.loaded]
  const share = (/** @type {number} */ part) => `${(100 * part) / Math.max(count.total, 1)}%`
  return html`<svg class="meter" role="img" data-tone=${tone} aria-label=${inWords(count, leg)}><rect class="half" width=${share(half)} height="100%"></rect><rect
    class="v" width=${share(whole)} height="100%"></rect></svg>`
}

/** @param {Count} count @param {string} leg */
const inWords = ({ total, arrived, placed, packed, loaded }, leg) => (leg === "in"
  ? t("{count} of {total} in, {placed} placed", { count: number(arrived), total: number(total), placed: number(placed) })
  : t("{count} of {total} loaded, {packed} packed", { count: number(loaded), total: number(total), packed: number(packed) }))
