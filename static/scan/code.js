/**
 * What a printed code stands for, for whoever read it with the phone's own camera. Looking records nothing: that takes a
 * scan in here.
 */
import { spaced } from "../core/codes.js"
import { find } from "../core/lookup.js"
import { isPlace, nameOf, parts } from "../core/names.js"
import { status } from "../core/status.js"
import { empty, html, icon } from "../core/ui.js"
import { t } from "../core/words.js"
import { row, watch } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  code: {
    show: ({ key, memory }) => ({ title: memory.subject ? nameOf(memory.subject) : t("A code"), eyebrow: label(key), back: "#scan", main: main(memory.subject), foot: scan() }),
    enter: async (context) => {
      // The show may still be on its way to this phone.
      context.memory.stop = watch(() => look(context))
      await look(context)
    },
    leave: ({ memory }) => memory.stop?.(),
  },
}

/** Find out what it is, and go where its own page is. @param {Context} context */
const look = async ({ key, memory, go, draw }) => {
  const { subject, known } = await find(key)
  if (!known || !subject) return
  const page = pageOf(subject)
  if (page) return go(page, { replace: true })
  memory.subject = subject
  draw()
}

/** The page of a thing; null if it has none. @param {string} subject */
const pageOf = (subject) => {
  const [noun, key] = parts(subject)
  if (noun === "slot") return pageOf(`dock:${row("slot", key)?.dock}`)
  if (isPlace(subject)) return `#place/${subject}`
  return ["case", "list", "incident"].includes(noun) ? `#${noun}/${key}` : null
}

/** @param {string|undefined} subject */
const main = (subject) => {
  if (subject) return empty("id-card", nameOf(subject), row(...parts(subject))?.function ?? "")
  if (status.fresh === null) return empty("circle-question-mark", t("Nothing known yet"), t("It comes with the first signal. Scanning works meanwhile."), { tone: "warn" })
  return empty("package-search", t("Nobody knows this code yet"), t("Scan it here, where it lies: then it is recorded, and you can say what it is."))
}

/** A badge's code is nobody's to read. @param {string} key */
const label = (key) => (key.length > 8 ? t("A badge") : spaced(key))

const scan = () => html`<a class="btn btn--act btn--xl" href="#scan">${icon("scan-line")}${t("Scan")}</a>`
