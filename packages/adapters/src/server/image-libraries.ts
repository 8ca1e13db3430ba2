/** The image libraries, loaded when the first photo comes: both are optional peers. */

export const imageLibraries = async () => {
  try {
    const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([
      import('file-type'),
      import('sharp'),
    ])
    return { fileTypeFromBuffer, sharp }
  } catch (cause) {
    throw new Error(
      'Photos need the packages "file-type" and "sharp": install them, or pass acceptPhoto and makeThumbnail.',
      { cause },
    )
  }
}
