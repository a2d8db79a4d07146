/**
 * Every word a person reads, in their language; numbers and times as they write them, in the show's time zone.
 * English is its own catalogue: the message is its key.
 */

/**
 * `words`: the translation of each message, a list where it has plural forms. `plurals`: the CLDR category
 * ("one", "few", "other") of each form, in the order of the lists.
 * @typedef {{words: Record<string, string|string[]>, plurals: string[]}} Catalogue
 */
/** @typedef {Record<string, string|number>} Params */

/** The pseudo-locale that shows what right-to-left breaks, and which strings never went through here. */
export const PSEUDO = "ar-XB"
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "yi", "ps", "dv", "ug", "ckb", "sd"])
/** @type {Catalogue} */
const ENGLISH = { words: {}, plurals: ["one", "other"] }

let locale = "en"
let zone = "UTC"
let catalogue = ENGLISH

/**
 * Speak a language: fetches its catalogue (it is on the phone with the app) and turns the page round if need be.
 * A language without a catalogue is spoken in English.
 * @param {string} wanted BCP 47, such as "de" or "ar-XB"
 */
export const speak = async (wanted) => {
  catalogue = wanted === "en" || wanted === PSEUDO ? ENGLISH : await fetched(wanted)
  locale = wanted
  mark("lang", wanted === PSEUDO ? "ar" : wanted)
  mark("dir", direction(wanted))
}

/** Say it of the whole page, unless it is said: even the same word again makes every style be worked out anew. @param {"lang"|"dir"} name @param {string} value */
const mark = (name, value) => { if (document.documentElement[name] !== value) document.documentElement[name] = value }

/** Tell times in a zone: the show's. @param {string} timezone IANA, such as "Europe/Berlin" */
export const tellTimesIn = (timezone) => { zone = timezone }

/** @param {string} wanted */
export const direction = (wanted) => (RIGHT_TO_LEFT.has(wanted.split("-")[0]) ? "rtl" : "ltr")

/**
 * A message in the reader's language. `{name}` in it stands for a parameter.
 * @param {string} message
 * @param {Params} [params]
 */
export const t = (message, params = {}) => {
  const found = catalogue.words[message]
  return filled(typeof found === "string" ? found : message, params)
}

/**
 * A message about a number: `n("{count} case", "{count} cases", 3)`. The number is written as the reader writes it.
 * @param {string} singular
 * @param {string} plural
 * @param {number} count
 * @param {Params} [params]
 */
export const n = (singular, plural, count, params = {}) => {
  const found = catalogue.words[singular]
  const forms = Array.isArray(found) ? found : [singular, plural]
  const form = Array.isArray(found) ? catalogue.plurals.indexOf(made(Intl.PluralRules).select(count)) : Number(count !== 1)
  return filled(forms[form] ?? forms[forms.length - 1], { ...params, count: number(count) })
}

/** A number as the reader writes it. @param {number} value @param {Intl.NumberFormatOptions} [how] */
export const number = (value, how) => {
  // The first formatter costs a slow phone a tenth of a second, and most numbers are these.
  if (english() && !how && Number.isInteger(value) && value >= 0 && value < 1000) return String(value)
  return made(Intl.NumberFormat, how).format(value)
}

/** So many bytes, in the unit that people buy them in. @param {number} count */
export const bytes = (count) => (count < 1e9 ? t("{count} MB", { count: number(count / 1e6, { maximumFractionDigits: count < 1e7 ? 1 : 0 }) })
  : t("{count} GB", { count: number(count / 1e9, { maximumFractionDigits: 1 }) }))

/** The time of day at the show: 09:42. @param {string|number} at instant, as text or in ms */
export const time = (at) => formatted(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })

/** The day at the show: Sun 22 Nov. @param {string|number} at instant, as text or in ms */
export const day = (at) => formatted(at, { weekday: "short", day: "numeric", month: "short" })

/** The weekday at the show: Sun. @param {string|number} at instant, as text or in ms */
export const weekday = (at) => formatted(at, { weekday: "short" })

/** How long ago or ahead, in the largest unit that says enough: "3 min. ago". @param {number} seconds below 0: ago */
export const relative = (seconds) => {
  const size = Math.abs(seconds)
  const [unit, length] = size < 60 ? ["second", 1] : size < 5400 ? ["minute", 60] : size < 129_600 ? ["hour", 3600] : ["day", 86_400]
  const format = made(Intl.RelativeTimeFormat, { style: "short", numeric: "auto" })
  return format.format(Math.round(seconds / Number(length)), /** @type {Intl.RelativeTimeFormatUnit} */ (unit))
}

/** @param {string|number} at @param {Intl.DateTimeFormatOptions} how */
const formatted = (at, how) => made(Intl.DateTimeFormat, { ...how, timeZone: zone }).format(new Date(at))

/** Every formatter made so far: making one takes as long as using it some hundred times. @type {Map<string, any>} */
const formatters = new Map()

/**
 * The formatter of a kind for the language spoken.
 * @template T
 * @param {new (locale: string, how: any) => T} Formatter
 * @param {object} [how]
 * @returns {T}
 */
const made = (Formatter, how) => {
  const key = `${Formatter.name} ${spoken()} ${JSON.stringify(how)}`
  const found = formatters.get(key) ?? new Formatter(spoken(), how)
  formatters.set(key, found)
  return found
}

const spoken = () => (english() ? "en-GB" : locale)

// The pseudo-locale is English in disguise; its numbers stay readable.
const english = () => locale === PSEUDO || locale === "en"

/** @param {string} message @param {Params} params */
const filled = (message, params) => {
  const text = locale === PSEUDO ? turned(message) : message
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))
}

/** Each word forced to run right to left, as Android's ar-XB does; parameters stay as they are. @param {string} text */
const turned = (text) => text.replace(/\{\w+\}|[^\s{}]+/g, (word) => (word.startsWith("{") ? word : `\u202e${word}\u202c`))

/** @param {string} wanted @returns {Promise<Catalogue>} */
const fetched = async (wanted) => {
  const response = await fetch(new URL(`../words/${encodeURIComponent(wanted)}.json`, import.meta.url)).catch(() => null)
  return response?.ok ? await response.json() : ENGLISH
}
