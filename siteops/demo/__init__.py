"""The demo show, for the command line and for the running server: `scene` is its plan, `story` what has happened in it.

Aurelia Vance plays *Glass Horizon* at the Hafenhalle; everybody and everything in it is invented, the products
are real. `making` puts it there, `forgetting` throws it away.
"""

SHOW = "demo"
"""Its id."""
