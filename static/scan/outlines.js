/** What lies in a stack, drawn where it is in the picture: the wrong ones with a word, the others with a mark. */
import { render } from "../vendor/lit-html-3.3.3/lit-html.js"
import { svg } from "../core/ui.js"

/** @typedef {import("./stack.js").Judged} Judged */
/** @typedef {import("./verdict.js").Tone} Tone */

/** A code that was not read for so long is no longer where it was. */
const FADE_MS = 400
/** Sizes on the screen, in px; a mark also leaves enough of its code to be known by. */
const MARK = 40
const SHARE = 0.5
const TEXT = 17
const INK = "var(--v-text, var(--v-ink))"

/** @type {Record<Tone, string>} */
const SHAPES = { ok: "check", again: "repeat-2", stop: "octagon-x", unknown: "circle-question-mark" }
const sprite = document.body.dataset.sprite ?? ""

/** Lies over the picture and is cut off as the picture is. */
export const pane = document.createElementNS("http://www.w3.org/2000/svg", "svg")
const LOOK = {
  class: "outlines", preserveAspectRatio: "xMidYMid slice", direction: "ltr", "pointer-events": "none", "text-anchor": "middle", "font-weight": "800",
  "stroke-linejoin": "round", "stroke-linecap": "round",
  // What it shows the list below says in words.
  "aria-hidden": "true",
}
for (const [name, value] of Object.entries(LOOK)) pane.setAttribute(name, value)

let timer = 0

/**
 * The part of the picture that somebody sees: the screen cuts off what does not fit, and the zoom what it leaves out.
 * `pixel`: what one of the screen is in pixels of the picture.
 * @param {HTMLVideoElement} video
 * @param {number} crop
 */
const part = ({ videoWidth, videoHeight }, crop) => {
  const [width, height] = [videoWidth / crop, videoHeight / crop]
  const pixel = 1 / Math.max(pane.clientWidth / width, pane.clientHeight / height, 0.01)
  return { x: (videoWidth - width) / 2, y: (videoHeight - height) / 2, width, height, pixel }
}

/** Whether somebody sees this part of the picture. @param {HTMLVideoElement} video @param {import("./device/reader.js").Point[]} corners @param {number} crop */
export const isSeen = (video, corners, crop) => {
  const { pixel } = part(video, crop)
  const [across, down] = [pane.clientWidth * pixel / video.videoWidth / 2, pane.clientHeight * pixel / video.videoHeight / 2]
  return !across || corners.every(({ x, y }) => Math.abs(x - 0.5) <= across && Math.abs(y - 0.5) <= down)
}

/**
 * Draw them over the picture of `video`; they go by themselves.
 * @param {HTMLVideoElement} video
 * @param {Judged[]} stacked the loudest first
 * @param {number} crop
 */
export const outline = (video, stacked, crop) => {
  clearTimeout(timer)
  const oldest_ms = performance.now() - FADE_MS
  const here = stacked.filter(({ seen_ms }) => seen_ms >= oldest_ms)
  const { x, y, width, height, pixel } = part(video, crop)
  pane.setAttribute("viewBox", `${x} ${y} ${width} ${height}`)
  // The loudest comes last and lies on top.
  render(here.reverse().map((one) => drawn(one, video, pixel)), pane)
  if (here.length) timer = setTimeout(() => render("", pane), FADE_MS)
}

/** @param {Judged} one @param {HTMLVideoElement} video @param {number} pixel */
const drawn = ({ tone, title, corners }, { videoWidth: width, videoHeight: height }, pixel) => {
  const points = corners.map(({ x, y }) => [x * width, y * height])
  const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length)
  const side = Math.hypot(points[0][0] - points[1][0], points[0][1] - points[1][1])
  const [mark, text] = [Math.min(MARK * pixel, SHARE * side), TEXT * pixel]
  const loud = tone === "stop"
  return svg`<g data-v=${tone} fill="var(--v)" stroke="var(--v)"><polygon points=${points.map((point) => point.join()).join(" ")}
    fill-opacity=${loud ? 0.55 : 0} stroke-width=${(loud ? 9 : 4) * pixel}></polygon><circle cx=${x} cy=${y} r=${mark * 0.72} stroke="none"></circle>
    <use href="${sprite}#${SHAPES[tone]}" x=${x - mark / 2} y=${y - mark / 2} width=${mark} height=${mark} fill="none" stroke=${INK} stroke-width="2.5"></use>
    ${tone === "ok" ? "" : svg`<text x=${x} y=${y + side / 2 + text} font-size=${text} stroke-width=${text / 3} fill=${INK} paint-order="stroke">${title}</text>`}</g>`
}
