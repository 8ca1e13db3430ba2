// Applies language, theme and print size before the first paint. A file of its own, because the policy forbids inline scripts.
;(function () {
  var root = document.documentElement
  function read(name, allowed) {
    try {
      var value = localStorage.getItem('portal-' + name)
      return allowed.indexOf(value) >= 0 ? value : allowed[0]
    } catch (error) {
      return allowed[0]
    }
  }
  root.lang = read('lang', ['zh-CN', 'en'])
  root.dataset.whistleTheme = read('theme', ['auto', 'light', 'dark'])
  root.dataset.print = read('print', ['normal', 'large'])
})()
