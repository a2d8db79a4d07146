/** Incidents: report one, see them all, deal with one. */
import { list } from "./list.js"
import { page } from "./page.js"
import { form } from "./report.js"
import { reported } from "./reported.js"

/** Who is asked for `#incident/new` wants the form. @param {import("../core/screen.js").Context} context */
const screenOf = ({ key }) => (key === "new" ? form : page)

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  incidents: list,
  report: form,
  reported,
  incident: {
    show: (context) => screenOf(context).show(context),
    enter: (context) => screenOf(context).enter?.(context),
    leave: (context) => screenOf(context).leave?.(context),
  },
}
