/** What a subscriber does with a change is its own affair: its failure is shown, and must not break the line. */
export const tellSafely = (tell: () => void) => {
  try {
    tell()
  } catch (error) {
    console.error(error)
  }
}
