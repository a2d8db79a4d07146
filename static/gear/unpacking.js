/** Takes a case out of the one around it. */
import { t } from "../core/words.js"
import { where } from "./rules.js"
import { site } from "./site.js"

/** Whether it lies in another, as packed or as planned. @param {number} id */
export const isInside = (id) => where(id, site()).trail.length > 1

/** It stands where its box stands; where nobody knows that, where the phone is. @param {import("../core/screen.js").Context} context @param {number} id */
export const takeOut = async (context, id) => {
  const place = where(id, site()).place ?? context.place()?.ref
  if (!place) return context.say(t("Scan the place first, then take it out."), { tone: "warn" })
  const entry = await context.record("Unpacked", `case:${id}`, { place })
  if (entry) context.say(t("Saved on this phone"), { undo: entry })
}
