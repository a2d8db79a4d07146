/**
 * What a person chose for this phone beside its look (look/choices.js): kept on it, for everybody who holds it.
 * @typedef {{sound: boolean, vibration: boolean, speech: boolean, language: string}} Settings
 */
import { keep, kept } from "../core/local.js"
import { PSEUDO } from "../core/words.js"

const KEY = "siteops.settings"

/** Languages with a whole catalogue, as they call themselves; the last one shows us what is not translatable. */
export const LANGUAGES = { en: "English", de: "Deutsch", [PSEUDO]: "Right to left (test)" }

/** @type {Settings} */
const DEFAULTS = { sound: true, vibration: true, speech: false, language: "" }

/** @type {Settings} */
let settings = { ...DEFAULTS, ...kept(KEY) }

/** What is chosen now. */
export const chosen = () => settings

/** Choose, for now and for the next start. @param {Partial<Settings>} part */
export const choose = (part) => {
  settings = { ...settings, ...part }
  keep(KEY, settings)
}

/** The language to speak: the chosen one, here or on a page of the server, else the first of the phone's that we have. */
export const language = () => {
  const known = Object.keys(LANGUAGES)
  const onPages = (/(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1] ?? "").replace("_", "-")
  const wished = [settings.language, onPages, ...navigator.languages.map((one) => one.split("-")[0])]
  return wished.find((one) => known.includes(one)) ?? known[0]
}
