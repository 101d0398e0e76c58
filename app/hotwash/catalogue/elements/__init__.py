"""Kinds of network element, one file each, named as NENA-STA-010.3f names them."""
