/** The camera as the scanner needs it: one stream a visit, and a plain word for whatever is wrong. */

import { lenses, rememberLens, rememberedLens, sameLens } from "./lens.js"
import { factors, opticsOf, setOptics } from "./optics.js"
import { FAILURES, play, sizeFor, stop, streamFrom } from "./stream.js"

/** @typedef {import("./lens.js").Lens} Lens */

/**
 * closed: nobody asked for it. opening: asked; the phone may be asking its owner. live: pictures come.
 * resting: let go while nobody looks. refused: not allowed, by the owner or the phone's settings.
 * in-use: another app has it, or the phone took it away (a call). missing: no camera.
 * unplugged: there was one. insecure: the page came by plain http. unsupported: this browser gives pages no camera.
 * @typedef {"closed" | "opening" | "live" | "resting" | "refused" | "in-use" | "missing" | "unplugged" | "insecure"
 *   | "unsupported"} CameraState
 */

/** A visit goes on over a look at the board, so that an iPhone, which asks at every request, asks once. */
const REST_MS = 120_000

/** Fires `change` when anything of it is to be drawn anew. */
export class Camera extends EventTarget {
  /** @type {CameraState} */
  state = "closed"
  /** What the browser said, for a support call; "" if all is well. */
  reason = ""
  /** The phone's lenses, those at the back first; empty until the camera is live. @type {Lens[]} */
  lenses = []
  /** The lens looked through. @type {Lens | null} */
  lens = null
  /** Of the picture only the middle counts, one so-manieth of its width: the lens has no zoom of its own. */
  crop = 1

  /** @type {HTMLVideoElement | null} */
  #video = null
  /** @type {MediaStreamTrack | null} */
  #track = null
  /** @type {import("./optics.js").Setting} */
  #optics = {}
  /** @type {PermissionStatus | null} */
  #permission = null
  #wanted = false
  #turn = 0
  #timer = 0
  /** @type {AbortController | null} */
  #ears = null

  /**
   * Shows the picture in `video`; also the way to try again, and to come back from `rest()`.
   * Never throws: what went wrong is `state`.
   * @param {HTMLVideoElement} video
   * @param {Pick<Lens, "id" | "label"> | null} lens
   */
  async open(video, lens = rememberedLens()) {
    this.#video = video
    this.#wanted = true
    clearTimeout(this.#timer)
    this.#listen()
    if (this.state === "live" && video.srcObject) return
    if (this.#track?.readyState === "live") return this.#wake()
    const turn = ++this.#turn
    await this.#ask(turn, lens)
    if (turn === this.#turn && this.state === "live") await this.#lookAround(lens)
  }

  /** Lets another screen of the app come; the next `open()` within two minutes is at once. */
  rest() {
    if (!this.#wanted) return
    this.#wanted = false
    // Browsers let go of a camera whose track is disabled, and take it up again without asking.
    if (this.#track) this.#track.enabled = false
    else this.#release()
    this.#timer = setTimeout(() => this.#release(), REST_MS)
    this.#become("resting")
  }

  /** Ends the visit. */
  close() {
    this.#wanted = false
    this.#ears?.abort()
    this.#ears = null
    clearTimeout(this.#timer)
    this.#release()
    this.#become("closed")
  }

  /** Looks through another lens, and remembers it. @param {Lens} lens */
  async choose(lens) {
    rememberLens(lens)
    this.#release()
    if (this.#video) await this.open(this.#video, lens)
  }

  /** Whether this lens has a light. Android tells only once pictures come. */
  get hasTorch() { return Boolean(opticsOf(this.#track).torch) }

  /** Whether the light is on. */
  get torch() {
    return this.#optics.torch ?? false
  }

  /** @param {boolean} on */
  async setTorch(on) { if (this.hasTorch) await this.#set({ torch: on }) }

  /** How many times nearer things can look. */
  get factors() {
    return factors(opticsOf(this.#track))
  }

  /** How many times nearer they look now. */
  get factor() {
    return this.#optics.zoom ?? this.crop
  }

  /** Looks so many times nearer: by the lens if it can, else at the middle of a finer picture. @param {number} factor */
  async magnify(factor) {
    const own = opticsOf(this.#track).zoom
    if (!own) this.crop = factor
    await this.#set(own ? { zoom: factor } : {})
  }

  /** @param {number} turn @param {Pick<Lens, "id" | "label"> | null} lens */
  async #ask(turn, lens) {
    if (!window.isSecureContext) return this.#become("insecure")
    if (!navigator.mediaDevices?.getUserMedia) return this.#become("unsupported")
    this.#become("opening")
    try {
      const stream = await streamFrom(lens)
      if (turn !== this.#turn) return stop(stream)
      await this.#show(stream)
      if (turn === this.#turn) this.#become("live")
    } catch (error) {
      if (turn === this.#turn) await this.#fail(error)
    }
  }

  /** @param {MediaStream} stream */
  async #show(stream) {
    const track = stream.getVideoTracks()[0]
    track.onended = () => this.#lose()
    track.onmute = () => this.#interrupted(track)
    track.onunmute = () => this.#interrupted(track)
    this.#track = track
    if (this.#video) await play(this.#video, stream)
  }

  /** A stream that rested needs no asking. */
  async #wake() {
    if (!this.#track || !this.#video) return
    this.#track.enabled = true
    await play(this.#video, new MediaStream([this.#track]))
    this.#interrupted(this.#track)
  }

  /** @param {Pick<Lens, "id" | "label"> | null} wished */
  async #lookAround(wished) {
    const track = this.#track
    if (!track) return
    this.lenses = await lenses()
    this.lens = sameLens(this.lenses, { id: track.getSettings().deviceId ?? "", label: track.label })
    const renamed = wished && !this.lenses.some((each) => each.id === wished.id) && sameLens(this.lenses, wished)
    if (renamed && renamed !== this.lens) return this.choose(renamed)
    // A lens that just took a photograph may still hold its focus.
    if (opticsOf(track).focusMode?.includes("continuous")) await this.#set({ focusMode: "continuous" })
    this.#changed()
    await this.#watchPermission()
  }

  /** @param {import("./optics.js").Setting} change */
  async #set(change) {
    const optics = { ...this.#optics, ...change }
    if (await setOptics(this.#track, optics, sizeFor(this.crop))) this.#optics = optics
    this.#changed()
  }

  async #watchPermission() {
    if (this.#permission || !navigator.permissions) return
    try {
      this.#permission = await navigator.permissions.query({ name: "camera" })
      this.#permission.onchange = () => this.#again(["refused"])
    } catch {
      // Firefox before 134 does not know the name; coming back to the page asks again there.
    }
  }

  #listen() {
    if (this.#ears) return
    this.#ears = new AbortController()
    const { signal } = this.#ears
    document.addEventListener("visibilitychange", () => this.#seen(), { signal })
    window.addEventListener("pageshow", () => this.#seen(), { signal })
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#again(["missing", "unplugged"]), { signal })
  }

  /** Another app, or the phone's own camera for a photo, may need it while we are out of sight. */
  #seen() {
    if (document.visibilityState === "visible") return this.#again(["resting", "in-use", "missing", "unplugged"])
    const open = this.#track || this.state === "opening"
    this.#release()
    if (open) this.#become("resting")
  }

  /** @param {CameraState[]} after the states that another try may mend */
  async #again(after) {
    const allowed = this.state === "refused" && this.#permission?.state === "granted"
    if (this.#wanted && this.#video && (allowed || after.includes(this.state))) await this.open(this.#video)
  }

  #lose() {
    this.#release()
    if (this.#wanted) this.#become("unplugged")
  }

  /** iOS mutes the picture during a call or when another app takes the camera. @param {MediaStreamTrack} track */
  #interrupted(track) {
    if (track === this.#track && this.#wanted) this.#become(track.muted ? "in-use" : "live")
  }

  /** @param {unknown} error */
  async #fail(error) {
    this.#release()
    const { name, message } = /** @type {Error} */ (error)
    this.#become(FAILURES[name] ?? "unsupported", `${name}: ${message}`)
    await this.#watchPermission()
  }

  #release() {
    this.#turn += 1
    this.#optics = {}
    this.crop = 1
    const track = this.#track
    this.#track = null
    if (!track) return
    track.onended = track.onmute = track.onunmute = null
    track.stop()
    if (this.#video) this.#video.srcObject = null
  }

  /** @param {CameraState} state */
  #become(state, reason = "") {
    this.state = state
    this.reason = reason
    this.#changed()
  }

  #changed() {
    this.dispatchEvent(new Event("change"))
  }
}
