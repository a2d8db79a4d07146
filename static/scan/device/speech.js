/** A voice for whoever cannot look: says words aloud where this phone has a voice in their language. */

/** Somebody who hears it all day wants it over with. */
const RATE = 1.15

/** Whether this browser can speak at all. */
export const canSpeak = () => typeof speechSynthesis === "object"

/**
 * Say it in place of whatever is being said.
 * @param {string} words
 * @param {string} language BCP 47
 */
export const say = (words, language) => {
  if (!canSpeak()) return
  const mine = speechSynthesis.getVoices().filter(({ lang }) => lang.replace("_", "-").split("-")[0] === language.split("-")[0])
  const utterance = Object.assign(new SpeechSynthesisUtterance(words), { lang: language, rate: RATE })
  // A voice that lives elsewhere is silent without signal.
  utterance.voice = mine.find(({ localService }) => localService) ?? null
  speechSynthesis.cancel()
  speechSynthesis.speak(utterance)
}

/** Say no more. */
export const hush = () => { if (canSpeak()) speechSynthesis.cancel() }
