// Before the page is drawn: says that scripts work, so that nothing jumps when the components start.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
