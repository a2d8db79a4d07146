/** Incidents in words, with their shapes. */
import { t } from "../core/words.js"

/** @typedef {import("../core/screen.js").Tone} Tone */

/** @type {Record<string, {icon: string, words: () => string, report: () => string}>} */
const KINDS = {
  injury: { icon: "heart-pulse", words: () => t("Injury"), report: () => t("Report injury") },
  fire: { icon: "flame", words: () => t("Fire"), report: () => t("Report fire") },
  crowd: { icon: "users-round", words: () => t("Crowd"), report: () => t("Report crowd") },
  damage: { icon: "package-x", words: () => t("Damage"), report: () => t("Report damage") },
  hazard: { icon: "triangle-alert", words: () => t("Hazard"), report: () => t("Report hazard") },
  delay: { icon: "truck", words: () => t("Delay"), report: () => t("Report delay") },
  weather: { icon: "cloud-lightning", words: () => t("Weather"), report: () => t("Report weather") },
  people: { icon: "users", words: () => t("People"), report: () => t("Report people") },
  other: { icon: "ellipsis", words: () => t("Other"), report: () => t("Report it") },
}

/** How a kind is shown. @param {string} kind */
export const kindOf = (kind) => KINDS[kind] ?? KINDS.other

/** @type {Record<string, {tone: Tone, icon: string, words: () => string}>} */
const SEVERITIES = {
  minor: { tone: "info", icon: "info", words: () => t("Minor") },
  serious: { tone: "warn", icon: "triangle-alert", words: () => t("Serious") },
  stop: { tone: "stop", icon: "octagon-alert", words: () => t("Stop") },
}

/** How a severity is shown; one that we do not know counts as the gravest. @param {string} severity */
export const severityOf = (severity) => SEVERITIES[severity] ?? SEVERITIES.stop
