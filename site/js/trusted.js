// The policy of the page (Trusted Types) forbids turning texts into markup. Leaflet does so once, to find out whether the
// browser knows SVG; nothing else may.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy('default', {
    createHTML: (text) => (text === '<svg/>' ? text : null),
  });
}
