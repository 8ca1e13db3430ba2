// The entries are the package's exports; see tsup.shared.ts.
import { defineConfig } from 'tsup'
import { libraryBuild } from '../../tsup.shared.ts'

export default defineConfig(libraryBuild())
