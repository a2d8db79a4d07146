/**
 * The service worker's side of the page: keeps the app on the phone, and says when a newer build is there.
 */
import { report } from "./status.js"

const HOURLY = 3_600_000

/**
 * Keep the app on this phone. Call it once the page is usable, so that it takes nothing from the first visit.
 * Answers whether it worked: without service workers (old browsers, plain http) the app works online only.
 */
export const install = async () => {
  const container = navigator.serviceWorker
  if (!container) return false
  // A first worker taking charge is no update.
  let kept = Boolean(container.controller)
  container.addEventListener("controllerchange", () => {
    if (kept) report({ update: true })
    kept = true
  })
  const registration = await container.register("/sw.js", { updateViaCache: "none" }).catch(() => null)
  if (registration) keepLooking(registration)
  return registration !== null
}

/** @param {ServiceWorkerRegistration} registration */
const keepLooking = (registration) => {
  // Offline it cannot look; it will look again.
  const look = () => registration.update().catch(() => {})
  setInterval(look, HOURLY)
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look() })
}
