/** A removal that one can look into while it is under way. */
export function slowRemoval() {
  let finish = () => {}
  let begun = () => {}
  const isUnderWay = new Promise<void>((resolve) => (begun = resolve))
  const isFinished = new Promise<void>((resolve) => (finish = resolve))
  const remove = () => {
    begun()
    return isFinished
  }
  return { remove, isUnderWay, finish: () => finish() }
}
