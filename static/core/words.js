/**
 * Every word a person reads, in their language; numbers and times as they write them, in the show's time zone.
 * English is its own catalogue: the message is its key.
 */
import { date, timezone, wall } from "./zone.js"

/**
 * How a language writes: what stands before every three digits of a whole number, before tenths, and between hours and
 * minutes of two digits each; the days of a week in short, Sunday first.
 * @typedef {{group: string, decimal: string, clock: string, days: string[]}} Signs
 */
/**
 * `words`: the translation of each message, a list where it has plural forms. `plurals`: the CLDR category
 * ("one", "few", "other") of each form, in the order of the lists; null: one form for 1, the other for all else.
 * `signs`: null for a language that writes otherwise.
 *
 * What they say needs no formatter of the browser, the first of which costs a slow phone's start 40 ms.
 * @typedef {{words: Record<string, string|string[]>, plurals: string[]|null, signs: Signs|null}} Catalogue
 */
/** @typedef {Record<string, string|number>} Params */

/** The pseudo-locale that shows what right-to-left breaks, and which strings never went through here. */
export const PSEUDO = "ar-XB"
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "yi", "ps", "dv", "ug", "ckb", "sd"])
/** @type {Catalogue} */
const ENGLISH = { words: {}, plurals: null, signs: { group: ",", decimal: ".", clock: ":", days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] } }
/** The places between digits that have three of them after them, or six, or nine. */
const THOUSANDS = /\B(?=(\d{3})+$)/g

let locale = "en"
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
  const [forms, plurals] = Array.isArray(found) ? [found, catalogue.plurals] : [[singular, plural], null]
  const form = plurals ? plurals.indexOf(made(Intl.PluralRules).select(count)) : Number(count !== 1)
  return filled(forms[form] ?? forms[forms.length - 1], { ...params, count: number(count) })
}

/** A number as the reader writes it. @param {number} value @param {Intl.NumberFormatOptions} [how] */
export const number = (value, how) => (
  catalogue.signs && !how && Number.isSafeInteger(value) && value >= 0 ? grouped(value, catalogue.signs) : made(Intl.NumberFormat, how).format(value))

/** The same with a tenth, unless that is none. @param {number} value */
export const tenths = (value) => {
  const whole = Math.round(value * 10)
  if (!catalogue.signs || !Number.isSafeInteger(whole) || whole < 0) return made(Intl.NumberFormat, { maximumFractionDigits: 1 }).format(value)
  const tenth = whole % 10
  return `${grouped((whole - tenth) / 10, catalogue.signs)}${tenth ? `${catalogue.signs.decimal}${tenth}` : ""}`
}

/** @param {number} whole @param {Signs} signs */
const grouped = (whole, { group }) => String(whole).replace(THOUSANDS, group)

/** So many bytes, in the unit that people buy them in. @param {number} count */
export const bytes = (count) => {
  if (count >= 1e9) return t("{count} GB", { count: tenths(count / 1e9) })
  return t("{count} MB", { count: count < 1e7 ? tenths(count / 1e6) : number(Math.round(count / 1e6)) })
}

/** The time of day at the show: 09:42. @param {string|number} at instant, as text or in ms */
export const time = (at) => (catalogue.signs ? wall(at).slice(11).replace(":", catalogue.signs.clock)
  : formatted(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }))

/** The day at the show: Sun 22 Nov. @param {string|number} at instant, as text or in ms */
export const day = (at) => formatted(at, { weekday: "short", day: "numeric", month: "short" })

/** The weekday at the show: Sun. @param {string|number} at instant, as text or in ms */
export const weekday = (at) => catalogue.signs?.days[new Date(date(at)).getUTCDay()] ?? formatted(at, { weekday: "short" })

/** How long ago or ahead, in the largest unit that says enough: "3 min. ago". @param {number} seconds below 0: ago */
export const relative = (seconds) => {
  const size = Math.abs(seconds)
  const [unit, length] = size < 60 ? ["second", 1] : size < 5400 ? ["minute", 60] : size < 129_600 ? ["hour", 3600] : ["day", 86_400]
  const format = made(Intl.RelativeTimeFormat, { style: "short", numeric: "auto" })
  return format.format(Math.round(seconds / Number(length)), /** @type {Intl.RelativeTimeFormatUnit} */ (unit))
}

/** @param {string|number} at @param {Intl.DateTimeFormatOptions} how */
const formatted = (at, how) => made(Intl.DateTimeFormat, { ...how, timeZone: timezone() }).format(new Date(at))

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
