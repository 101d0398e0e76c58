"""Time passes here: the control plane, the call kernel, and the tables between them."""
