/** Four sounds that are told apart with the eyes closed: one note, two, three, four; each with a melody of its own. */

/** @typedef {"ok" | "attention" | "stop" | "unknown"} Tone */

/**
 * Frequencies lie where a phone's small speaker is loud and a hall is not: above 500 Hz.
 * @type {Record<Tone, {wave: OscillatorType, loudness: number, note_ms: number, gap_ms: number, notes_hz: number[]}>}
 */
export const TONES = {
  ok: { wave: "triangle", loudness: 0.9, note_ms: 120, gap_ms: 0, notes_hz: [1760] },
  attention: { wave: "triangle", loudness: 0.9, note_ms: 130, gap_ms: 70, notes_hz: [1047, 1047] },
  stop: { wave: "square", loudness: 0.6, note_ms: 190, gap_ms: 80, notes_hz: [784, 659, 523] },
  unknown: { wave: "triangle", loudness: 0.9, note_ms: 70, gap_ms: 50, notes_hz: [880, 1175, 1480, 1976] },
}

/** A pulse a note, as long as the note, at least what a motor needs to be felt. */
const PULSE_MS = 60

/**
 * Puts a tone's notes on the clock of `context`; gives when the last one ends, in seconds of that clock.
 * @param {BaseAudioContext} context
 * @param {Tone} tone
 */
export function schedule(context, tone, begin = context.currentTime) {
  const { note_ms, gap_ms, notes_hz } = TONES[tone]
  notes_hz.forEach((hz, at) => note(context, tone, hz, begin + (at * (note_ms + gap_ms)) / 1000))
  return begin + length(tone) / 1000
}

/** How long a tone is, in ms. @param {Tone} tone */
const length = (tone) => {
  const { note_ms, gap_ms, notes_hz } = TONES[tone]
  return notes_hz.length * (note_ms + gap_ms) - gap_ms
}

/** @param {BaseAudioContext} context @param {Tone} tone @param {number} hz @param {number} begin seconds */
function note(context, tone, hz, begin) {
  const { wave, loudness, note_ms } = TONES[tone]
  const end = begin + note_ms / 1000
  const oscillator = new OscillatorNode(context, { type: wave, frequency: hz })
  const swell = new GainNode(context, { gain: 0 })
  // Edges of 8 ms: shorter ones click, longer ones lose their beat.
  swell.gain.setValueAtTime(0, begin).linearRampToValueAtTime(loudness, begin + 0.008)
  swell.gain.setValueAtTime(loudness, end - 0.008).linearRampToValueAtTime(0, end)
  oscillator.connect(swell).connect(context.destination)
  oscillator.start(begin)
  oscillator.stop(end)
}

/** Plays them, and shakes the phone where it can be shaken (no iPhone, no Firefox). */
export class Tones {
  sound
  vibration
  /** @type {AudioContext | null} */
  #context = null
  #ears = new AbortController()

  /** @param {{sound?: boolean, vibration?: boolean}} settings also to be set later */
  constructor({ sound = true, vibration = true } = {}) {
    this.sound = sound
    this.vibration = vibration
    const { signal } = this.#ears
    // Kept up after the first gesture: a phone call shuts the sound again.
    for (const gesture of ["pointerup", "click", "keydown"]) {
      document.addEventListener(gesture, () => this.#unlock(), { signal, capture: true, passive: true })
    }
    document.addEventListener("visibilitychange", () => this.#follow(), { signal })
  }

  /** Whether a sound would be heard now; until the first touch of the page it would not. */
  get audible() {
    return this.sound && this.#context?.state === "running"
  }

  get hasVibration() {
    return typeof navigator.vibrate === "function"
  }

  /** Gives how long it is heard, in ms. @param {Tone} tone */
  play(tone) {
    if (this.#context && this.audible) schedule(this.#context, tone)
    // Chrome complains in its console about a phone shaken before it was touched.
    if (this.vibration && this.hasVibration && navigator.userActivation?.hasBeenActive) navigator.vibrate(pulses(tone))
    return this.audible ? length(tone) : 0
  }

  async close() {
    this.#ears.abort()
    await this.#context?.close()
    this.#context = null
  }

  async #unlock() {
    if (typeof AudioContext !== "function") return
    this.#context ??= new AudioContext({ latencyHint: "interactive" })
    if (this.#context.state !== "running") await settle(this.#context.resume())
  }

  /** An open sound device costs battery; out of sight nobody listens. */
  async #follow() {
    if (!this.#context) return
    await settle(document.visibilityState === "visible" ? this.#context.resume() : this.#context.suspend())
  }
}

/** Vibration pattern of a tone: pulse, pause, pulse… in ms. @param {Tone} tone */
export function pulses(tone) {
  const { note_ms, gap_ms, notes_hz } = TONES[tone]
  const [pulse_ms, pause_ms] = [Math.max(PULSE_MS, note_ms), Math.max(PULSE_MS, gap_ms)]
  return notes_hz.flatMap((_, at) => (at ? [pause_ms, pulse_ms] : [pulse_ms]))
}

/**
 * A sound device that is not to be had (another app's call) is no error: the colours say it all.
 * @param {Promise<void>} change
 */
async function settle(change) {
  try {
    await change
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
