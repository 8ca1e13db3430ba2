// Preloaded into the server by `npm start`: when the parent is gone, killed even, the server shuts down as on SIGTERM.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
