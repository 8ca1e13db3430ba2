// The entries are the package's exports (tsup.shared.ts), and one script for pages that have no build.
import { defineConfig } from 'tsup'
import { libraryBuild } from '../../tsup.shared.ts'
import { httpScript, mappedScript, offlineScript } from './build/page-script.ts'

export default defineConfig([libraryBuild(), httpScript('dist'), mappedScript('dist'), offlineScript('dist')])
