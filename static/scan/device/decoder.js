/** Codes out of the live picture: one picture at a time, in a worker that is woken, watched and replaced. */

import { DecodeLink, DecoderLost } from "./decode-link.js"
import { grabber } from "./grab.js"

/**
 * @typedef {import("./reader.js").Reading} Reading
 *
 * asleep: not asked for. warming: being fetched or started. ready. unable: no WebAssembly here (Lockdown Mode);
 * typing, a hardware scanner and photos are left. broken: it could not be fetched, or keeps dying;
 * it tries again by itself.
 * @typedef {"asleep" | "warming" | "ready" | "unable" | "broken"} DecoderState
 */

/** Fifteen looks a second feel immediate, and leave the battery half of what thirty would take. */
const LOOK_MS = 60

/** Denoising doubles the cost and finds a fiftieth more; so every fourth picture in which nothing is found has it. */
const DENOISE_EVERY = 4

const LONGEST_WAIT_MS = 30_000

/** Fires `change` with its state. */
export class Decoder extends EventTarget {
  /** @type {DecoderState} */
  state = "asleep"
  /** What went wrong, for a support call; "" if all is well. */
  reason = ""
  /** Looked at so far, and how long the last look took in the worker. */
  looks = 0
  took_ms = 0
  /** When the last look began. */
  looked_ms = 0
  /** Looks at the middle of the picture only, one so-manieth of its width. */
  crop = 1

  #onReadings
  #linear
  #grab = grabber()
  /** @type {DecodeLink | null} */
  #link = null
  /** @type {HTMLVideoElement | null} */
  #video = null
  #watch = 0
  #blanks = 0
  #losses = 0
  #timer = 0

  /**
   * @param {(readings: Reading[], took_ms: number) => void} onReadings what is in the picture, nearest to its middle
   *   first: that one is aimed at. Never called with none.
   * @param {{linear?: boolean}} options linear: bar codes too
   */
  constructor(onReadings, { linear = false } = {}) {
    super()
    this.#onReadings = onReadings
    this.#linear = linear
  }

  /** Fetches and starts the engine once the page has been painted. Never throws: what went wrong is `state`. */
  async warm() {
    if (this.#link || this.state === "unable") return
    if (!canDecode()) return this.#become("unable")
    this.#become("warming")
    await painted()
    if (this.state === "warming" && !this.#link) await this.#start()
  }

  /** Looks for codes in what `video` shows, until `rest()`. @param {HTMLVideoElement} video */
  watch(video) {
    this.#video = video
    this.#watch += 1
    this.#await(video, this.#watch)
  }

  rest() {
    this.#video = null
    this.#watch += 1
  }

  /**
   * The codes in one picture, which is handed over, nearest to its middle first; without WebAssembly too, but slowly.
   * Rejects with `DecoderLost`.
   * @param {ImageBitmap | ImageData} picture
   * @returns {Promise<Reading[]>}
   */
  async read(picture) {
    if (typeof Worker !== "function") throw new DecoderLost("no workers")
    const link = this.#link ?? new DecodeLink()
    try {
      await link.ready
      return byAim((await link.ask(picture, { denoise: true, linear: this.#linear })).readings)
    } finally {
      if (link !== this.#link) link.end()
    }
  }

  close() {
    this.rest()
    clearTimeout(this.#timer)
    this.#link?.end()
    this.#link = null
    this.#become("asleep")
  }

  async #start() {
    const link = new DecodeLink()
    this.#link = link
    try {
      await link.ready
      if (link === this.#link) this.#become("ready")
    } catch (error) {
      if (link === this.#link) this.#lose(String(error))
    }
  }

  /** A new picture is due: look at it, then wait for the next. @param {HTMLVideoElement} video @param {number} watch */
  #await(video, watch) {
    onPicture(video, async () => {
      if (watch !== this.#watch) return
      const now_ms = performance.now()
      if (this.state === "ready" && now_ms - this.looked_ms >= LOOK_MS) {
        this.looked_ms = now_ms
        await this.#look(video)
      }
      if (watch === this.#watch) this.#await(video, watch)
    })
  }

  /** @param {HTMLVideoElement} video */
  async #look(video) {
    const link = this.#link
    const crop = this.crop
    const picture = await this.#grab(video, crop)
    if (!picture || !link) return
    this.looks += 1
    try {
      const denoise = this.#blanks % DENOISE_EVERY === DENOISE_EVERY - 1
      const { readings, took_ms } = await link.ask(picture, { denoise, linear: this.#linear })
      this.#found(readings.map((reading) => inWhole(reading, crop)), took_ms)
    } catch (error) {
      if (link === this.#link) this.#lose(String(error))
    }
  }

  /** @param {Reading[]} readings @param {number} took_ms */
  #found(readings, took_ms) {
    this.#losses = 0
    this.took_ms = took_ms
    this.#blanks = readings.length > 0 ? 0 : this.#blanks + 1
    if (readings.length > 0 && this.#video) this.#onReadings(byAim(readings), took_ms)
  }

  /**
   * A worker that died is replaced at once; one that keeps dying, or cannot be fetched, ever more slowly.
   * @param {string} reason
   */
  #lose(reason) {
    this.#link = null
    const first = this.state === "ready" && this.#losses === 0
    const wait_ms = first ? 0 : Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.#losses)
    this.#losses += 1
    if (wait_ms > 0) this.#become("broken", reason)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.warm(), wait_ms)
  }

  /** @param {DecoderState} state */
  #become(state, reason = "") {
    if (state === this.state && reason === this.reason) return
    this.state = state
    this.reason = reason
    this.dispatchEvent(new Event("change"))
  }
}

/** Whether this browser runs WebAssembly in workers: not in Lockdown Mode. */
export const canDecode = () => typeof WebAssembly === "object" && typeof Worker === "function"

/** Settles once what is on screen has been painted; at once where nothing is painted. @returns {Promise<void>} */
const painted = () =>
  new Promise((resolve) => {
    if (document.visibilityState === "hidden") return resolve()
    requestAnimationFrame(() => setTimeout(resolve))
  })

/** @param {HTMLVideoElement} video @param {() => Promise<void>} act */
function onPicture(video, act) {
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(act)
  else setTimeout(act, LOOK_MS)
}

/** A reading in the middle of a picture as one in the whole picture. @param {Reading} reading @param {number} crop */
const inWhole = (reading, crop) => ({ ...reading, corners: reading.corners.map(({ x, y }) => ({ x: 0.5 + (x - 0.5) / crop, y: 0.5 + (y - 0.5) / crop })) })

/** @param {Reading[]} readings */
const byAim = (readings) => [...readings].sort((a, b) => offCentre(a) - offCentre(b))

/** How far from the middle of the picture its own middle lies. @param {Reading} reading */
function offCentre({ corners }) {
  const middle = (/** @type {"x" | "y"} */ axis) => corners.reduce((sum, each) => sum + each[axis], 0) / corners.length
  return Math.hypot(middle("x") - 0.5, middle("y") - 0.5)
}
