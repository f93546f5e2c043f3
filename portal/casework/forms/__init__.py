"""What the finance team types. A form is named like the view that asks it; forms check and never write."""
