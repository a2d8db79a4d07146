/** What must happen once, however often a thumb taps until it has. */

/**
 * Do it, unless it is under way or done. A second tap may come before a button is drawn dead.
 * @param {{busy?: boolean}} holder `busy`: it is under way, or done
 * @param {() => void} draw
 * @param {() => Promise<boolean>} work answers whether it is done; if not, or if it fails, it may be tried again
 */
export const once = async (holder, draw, work) => {
  if (holder.busy) return
  holder.busy = true
  draw()
  let done = false
  try {
    done = await work()
  } finally {
    holder.busy = done
    draw()
  }
}
