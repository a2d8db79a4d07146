// Runs before the first paint, so that a dark stage is never lit by a white page. Classic and blocking on purpose.
{
  const root = document.documentElement
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem("look") ?? "{}")
    } catch {
      return {} // No storage in this browser mode: the system's theme holds.
    }
  }
  Object.assign(root.dataset, kept())
}
