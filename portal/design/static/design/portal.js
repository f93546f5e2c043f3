// What scripts add to the pages; every page works without them.
import { initAll } from "./govuk-frontend.js";
import { offerCopying } from "./copy.js";
import { offerPrinting } from "./printing.js";
import { offerTicking } from "./ticking.js";
import { watchTheTime } from "./timeout.js";

initAll();
document.querySelectorAll("[data-copy]").forEach(offerCopying);
document.querySelectorAll("[data-print]").forEach(offerPrinting);
document.querySelectorAll("[data-tick-all]").forEach(offerTicking);
document.querySelectorAll("#timeout").forEach(watchTheTime);
