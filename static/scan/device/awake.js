/** Keeps the screen lit while somebody scans. */

/**
 * off: not asked for. held. lost: the phone took it (out of sight, battery saver); asked again when the page is seen.
 * unsupported: this browser has none (installed on an iPhone before iOS 18.4).
 * @typedef {"off" | "held" | "lost" | "unsupported"} AwakeState
 */

/** Fires `change` with its state. */
export class Awake extends EventTarget {
  /** @type {AwakeState} */
  state = "off"
  /** @type {WakeLockSentinel | null} */
  #lock = null
  /** @type {AbortController | null} */
  #ears = null

  /** Never throws: what went wrong is `state`. */
  async hold() {
    if (!("wakeLock" in navigator)) return this.#become("unsupported")
    if (!this.#ears) {
      this.#ears = new AbortController()
      document.addEventListener("visibilitychange", () => this.#take(), { signal: this.#ears.signal })
    }
    await this.#take()
  }

  async letGo() {
    this.#ears?.abort()
    this.#ears = null
    const lock = this.#lock
    this.#lock = null
    await lock?.release()
    this.#become("off")
  }

  async #take() {
    if (this.#lock || document.visibilityState !== "visible") return
    try {
      const lock = await navigator.wakeLock.request("screen")
      if (!this.#ears || this.#lock) return lock.release() // Let go of, or asked twice, while the phone was thinking.
      this.#lock = lock
      lock.onrelease = () => this.#lose(lock)
      this.#become("held")
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      this.#become("lost")
    }
  }

  /** @param {WakeLockSentinel} lock */
  #lose(lock) {
    if (lock !== this.#lock) return
    this.#lock = null
    this.#become("lost")
  }

  /** @param {AwakeState} state */
  #become(state) {
    if (state === this.state) return
    this.state = state
    this.dispatchEvent(new Event("change"))
  }
}
