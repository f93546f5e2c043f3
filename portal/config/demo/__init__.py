"""`make demo`: a working portal of a made-up council on this machine, filled by real deliveries, stopped by Ctrl-C."""
