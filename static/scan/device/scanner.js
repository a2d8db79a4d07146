/** Everything that can read a code on this phone, behind one door: camera, hardware scanner, photo. */

import { Awake } from "./awake.js"
import { Camera } from "./camera.js"
import { Decoder, canDecode } from "./decoder.js"
import { CAMERA, TRIGGER, glance, hear, mark } from "./mute.js"
import { readPhoto } from "./photo.js"
import { listenForWedge } from "./wedge.js"

/**
 * @typedef {object} Scan
 * @property {string} text what the code says, unjudged
 * @property {"camera" | "wedge" | "photo"} by
 * @property {import("./reader.js").Point[]} corners clockwise, as parts of the picture; empty from a hardware scanner
 */

/** @typedef {import("./reader.js").Reading} Reading */

/** Fires `change` when the state of camera, decoder or screen lock changed. */
export class Scanner extends EventTarget {
  camera = new Camera()
  awake = new Awake()
  decoder
  #onScan
  #several
  /** @type {import("./mute.js").Memory} */
  #memory = {}
  /** @type {(() => void) | null} */
  #hushWedge = null

  /**
   * @param {(scan: Scan) => void} onScan once a look at a code; of several in the picture only the one aimed at
   * @param {{linear?: boolean, several?: (readings: Reading[]) => boolean}} options linear: bar codes too.
   *   several: may take what is in the picture, without what has counted, for itself; true: it did, and nothing is heard
   */
  constructor(onScan, { linear = false, several = () => false } = {}) {
    super()
    this.#onScan = onScan
    this.#several = several
    this.decoder = new Decoder((readings) => this.#see(readings), { linear })
    this.camera.addEventListener("change", () => { this.decoder.crop = this.camera.crop })
    for (const part of [this.camera, this.decoder, this.awake]) {
      part.addEventListener("change", () => this.dispatchEvent(new Event("change")))
    }
  }

  /**
   * Begins to scan, showing the picture in `video`. Never throws: see `camera.state`, `decoder.state`, `awake.state`.
   * Where nothing can be read from a picture, nobody is asked for the camera.
   * @param {HTMLVideoElement} video
   */
  async open(video) {
    this.listen()
    this.decoder.watch(video)
    const looking = canDecode() ? this.camera.open(video) : null
    await Promise.all([looking, this.decoder.warm(), this.awake.hold()])
  }

  /** Hears hardware scanners only; `open()` does so too. For screens without a picture. */
  listen() {
    this.#hushWedge ??= listenForWedge((text) => this.#hear({ text, by: "wedge", corners: [] }, TRIGGER))
  }

  /** The screen is left: the picture stops, the next `open()` is at once. Hardware scanners are still heard. */
  async rest() {
    this.decoder.rest()
    this.camera.rest()
    await this.awake.letGo()
  }

  /** Ends all of it. */
  async close() {
    this.#hushWedge?.()
    this.#hushWedge = null
    this.decoder.close()
    this.camera.close()
    await this.awake.letGo()
  }

  /** Reads the code in a photo. Throws `PhotoError`. @param {Blob} file */
  async photo(file) {
    const { text, corners } = await readPhoto(file, this.decoder)
    this.#onScan({ text, by: "photo", corners })
  }

  /** Lets every code count again, as after another *where* was chosen. */
  unmute() {
    this.#memory = {}
  }

  /** Lets these codes have counted just now. @param {string[]} texts */
  mute(texts) {
    const now_ms = performance.now()
    for (const text of texts) this.#memory = mark(this.#memory, text, now_ms)
  }

  /** @param {Reading[]} readings */
  #see(readings) {
    if (this.#several(readings.filter(({ text }) => this.#isDue(text)))) return
    const [{ text, corners }] = readings
    this.#hear({ text, by: "camera", corners }, CAMERA)
  }

  /** @param {string} text */
  #isDue(text) {
    const { due, memory } = glance(this.#memory, text, performance.now(), CAMERA)
    this.#memory = memory
    return due
  }

  /** @param {Scan} scan @param {import("./mute.js").Rule} rule */
  #hear(scan, rule) {
    const { heard, memory } = hear(this.#memory, scan.text, performance.now(), rule)
    this.#memory = memory
    if (heard) this.#onScan(scan)
  }
}
