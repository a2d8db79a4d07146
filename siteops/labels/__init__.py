"""Labels, badges and posters: PDF in exact millimetres, every code read back by an independent decoder."""
