/** One decoding worker, asked by promises. A worker that dies says nothing: silence is its only sign. */

/**
 * @typedef {import("./reader.js").Reading} Reading
 * @typedef {{readings: Reading[], took_ms: number}} Answer
 * @typedef {object} Waiting
 * @property {(answer: Answer) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {number} timer
 */

/** The slowest picture measured takes a tenth of it; phones kill workers without a word. */
const SILENCE_MS = 4000

export class DecoderLost extends Error {}

export class DecodeLink {
  /** Settles once the worker can read; rejects with `DecoderLost` if it never will. @type {Promise<void>} */
  ready
  #worker
  #asked = 0
  /** @type {Map<number, Waiting>} */
  #waiting = new Map()
  /** @type {(error: Error) => void} */
  #refuse = () => {}

  constructor() {
    this.#worker = new Worker(new URL("./decode-worker.js", import.meta.url), { type: "module" })
    this.ready = new Promise((resolve, reject) => {
      this.#refuse = reject
      this.#worker.onmessage = ({ data }) => (data.kind === "ready" ? resolve() : this.#hear(data))
    })
    this.#worker.onerror = (event) => this.end(event.message || "the worker could not start")
  }

  /**
   * The codes in a picture, which is handed over and empty afterwards. Rejects with `DecoderLost`.
   * @param {ImageBitmap | ImageData} picture
   * @param {import("./reader.js").Wish} wish
   * @returns {Promise<Answer>}
   */
  ask(picture, wish) {
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end("no answer"), SILENCE_MS)
      this.#waiting.set(id, { resolve, reject, timer })
      this.#worker.postMessage({ id, picture, wish }, [picture instanceof ImageData ? picture.data.buffer : picture])
    })
  }

  /** Lets go of the worker; whoever waits is refused. */
  end(reason = "ended") {
    const lost = new DecoderLost(reason)
    this.#worker.terminate()
    this.#refuse(lost)
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(lost)
    }
    this.#waiting.clear()
  }

  /** @param {{kind: string, id: number, reason: string} & Answer} answer */
  #hear({ kind, id, reason, readings, took_ms }) {
    const waiting = this.#waiting.get(id)
    if (kind !== "read" || !waiting) return this.end(reason)
    this.#waiting.delete(id)
    clearTimeout(waiting.timer)
    waiting.resolve({ readings, took_ms })
  }
}
