/** The picture a video shows just now, in a form that can be handed to a worker. */

/**
 * A function that takes pictures, or the middle of them, one `crop`th of their width: without copying where the browser
 * can, else through a canvas of the page.
 * @returns {(video: HTMLVideoElement, crop: number) => Promise<ImageBitmap | ImageData | null>} null while there is none
 */
export function grabber() {
  let direct = typeof OffscreenCanvas === "function" && typeof createImageBitmap === "function"
  return async (video, crop) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !video.videoWidth) return null
    try {
      if (direct) return await createImageBitmap(video, ...middle(video, crop))
    } catch {
      direct = false // Some browsers have it for pictures only.
    }
    return pixelsOf(video, middle(video, crop))
  }
}

/** @param {HTMLVideoElement} video @param {number} crop @returns {[x: number, y: number, width: number, height: number]} */
function middle({ videoWidth, videoHeight }, crop) {
  const [width, height] = [videoWidth, videoHeight].map((side) => Math.round(side / crop))
  return [(videoWidth - width) >> 1, (videoHeight - height) >> 1, width, height]
}

/**
 * @param {CanvasImageSource} source
 * @param {[x: number, y: number, width: number, height: number]} part
 * @returns {ImageData | null} null where the phone has no memory left for a canvas
 */
function pixelsOf(source, [x, y, width, height]) {
  const easel = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d")
  easel?.drawImage(source, x, y, width, height, 0, 0, width, height)
  return easel?.getImageData(0, 0, width, height) ?? null
}
