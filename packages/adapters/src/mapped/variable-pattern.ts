/** A variable in braces: `{text}`, `{person.name}`, `{matterCode.1}`. */
export const variablePattern = /\{([\w.]+)\}/g
