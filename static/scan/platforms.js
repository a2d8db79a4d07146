/** How a page comes onto the home screen, phone by phone: each browser hides it elsewhere. */
import { t } from "../core/words.js"

/**
 * `within`: a page inside another app (a chat, a social network). `firefox`: Firefox on a desk, which installs nothing.
 * @typedef {"iphone"|"iphone-other"|"android"|"samsung"|"firefox-android"|"mac"|"desk"|"within"|"firefox"} Platform
 */

const WITHIN = /FBAN|FBAV|Instagram|Line\/|MicroMessenger|Snapchat|; wv\)/

/**
 * Which one this is, by what the browser says of itself. An iPad says it is a Mac; no Mac has a touch screen.
 * @param {string} agent
 * @param {number} touches points that the screen can tell apart
 * @returns {Platform}
 */
export const platformOf = (agent, touches) => {
  if (WITHIN.test(agent)) return "within"
  if (/iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && touches > 1)) return /CriOS|FxiOS|EdgiOS/.test(agent) ? "iphone-other" : "iphone"
  if (/Android/.test(agent)) return /SamsungBrowser/.test(agent) ? "samsung" : /Firefox/.test(agent) ? "firefox-android" : "android"
  if (/Firefox/.test(agent)) return "firefox"
  return /Macintosh/.test(agent) && !/Chrome|Edg/.test(agent) ? "mac" : "desk"
}

/** This one. */
export const platform = () => platformOf(navigator.userAgent, navigator.maxTouchPoints)

/** A step in words, and the picture of what to press. @typedef {[words: string, shape: string]} Step */

/** @returns {Step} */
const last = () => [t("Open SiteOps from there, once, with signal"), "scan-line"]

/** @type {Record<Platform, () => {head: string, steps: Step[]}>} */
const WAYS = {
  iphone: () => ({ head: t("How, on an iPhone"), steps: [[t("Tap Share"), "share"], [t("Choose “Add to Home Screen”"), "square-plus"], last()] }),
  "iphone-other": () => ({ head: t("How, on an iPhone"), steps: [[t("Tap Share, beside the address"), "share"], [t("Choose “Add to Home Screen”"), "square-plus"], last()] }),
  android: () => ({ head: t("How, on Android"), steps: [[t("Open the browser's menu"), "ellipsis"], [t("Choose “Add to home screen” or “Install”"), "square-plus"], last()] }),
  samsung: () => ({ head: t("How, on a Samsung"), steps: [[t("Open the menu at the bottom"), "menu"], [t("Choose “Add page to”, then “Home screen”"), "square-plus"], last()] }),
  "firefox-android": () => ({ head: t("How, in Firefox"), steps: [[t("Open the browser's menu"), "ellipsis"], [t("Choose “Add app to Home screen”"), "square-plus"], last()] }),
  mac: () => ({ head: t("How, on a Mac"), steps: [[t("Open the menu “File”"), "menu"], [t("Choose “Add to Dock”"), "square-plus"], last()] }),
  desk: () => ({ head: t("How, on a computer"), steps: [[t("Press the small screen at the end of the address"), "monitor"], [t("Choose “Install”"), "square-plus"], last()] }),
  within: () => ({ head: t("First out of this app"), steps: [[t("This page is open inside another app. Open its menu"), "ellipsis"], [t("Choose “Open in browser”"), "arrow-right"], [t("Add it to the home screen from there"), "square-plus"]] }),
  firefox: () => ({ head: t("Not in this browser"), steps: [[t("Firefox on a computer installs no apps. SiteOps works in it all the same"), "monitor"]] }),
}

/** The way onto this phone's home screen. */
export const wayHome = () => WAYS[platform()]()
